package dev.hotplug.upstream;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a command before it is started: behind {@code setsid} a missing program is only an exit
 * code. With a slash it counts from the child's folder, else it is looked up on the child's PATH,
 * not on ours.
 */
public final class CommandPath {

  /** What the search came to. */
  public sealed interface Found {
    record At(Path file) implements Found {}

    record Nowhere(String reason) implements Found {}
  }

  private CommandPath() {}

  /** Looks for {@code command}; {@code path} is what a PATH variable holds. */
  public static Found find(String command, Path cwd, String path) {
    try {
      return command.contains("/") ? inFolder(command, cwd) : onPath(command, cwd, path);
    } catch (InvalidPathException e) {
      return new Found.Nowhere("the command \"" + command + "\" is no path: " + e.getReason());
    }
  }

  private static Found inFolder(String command, Path cwd) {
    var file = cwd.resolve(command);
    if (isProgram(file)) return new Found.At(file);
    return new Found.Nowhere(
        Files.exists(file) ? file + " is not an executable file" : "there is no file " + file);
  }

  private static Found onPath(String command, Path cwd, String path) {
    var barred = new ArrayList<Path>();
    for (var folder : List.of(path.split(File.pathSeparator, -1))) {
      var file = cwd.resolve(folder).resolve(command);
      if (isProgram(file)) return new Found.At(file);
      if (Files.isRegularFile(file)) barred.add(file);
    }
    return new Found.Nowhere(
        barred.isEmpty() ? "\"" + command + "\" was not found on the PATH searched: " + path
            : barred.getFirst() + " is not executable");
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
