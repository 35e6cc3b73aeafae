package dev.hotplug.app.watch;

import dev.hotplug.spec.ShellWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a command line starts. Reads files of the project, and runs nothing. */
final class CommandLine {
  /** Command lines that lead to others, like a script of npm that starts itself. */
  private static final int MOST = 20;
  private static final Map<String, Launcher> LAUNCHERS = Stream
      .of(Wrappers.LAUNCHERS, ShellLines.LAUNCHERS, PythonLines.LAUNCHERS, NodeLines.LAUNCHERS,
          PackageScripts.LAUNCHERS, JavaLines.LAUNCHERS, CompilerLines.LAUNCHERS,
          ScriptLines.LAUNCHERS)
      .flatMap(launchers -> launchers.entrySet().stream())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private int read;

  private CommandLine() {}

  /** Knows the command lines of one program. */
  @FunctionalInterface
  interface Launcher {
    /** {@code others} reads what this one leads to. */
    Started read(Line line, CommandLine others);
  }

  /** What {@code words}, of which there is at least one, start in {@code folder}. */
  static Started read(List<String> words, Path folder) {
    return new CommandLine().read(new Line(words, folder));
  }

  Started read(Line line) {
    if (++read > MOST) return new Started.Foreign("its command leads to others without an end");
    var launcher = LAUNCHERS.get(known(line.program()));
    if (launcher != null && !line.first().startsWith("./")) return launcher.read(line, this);
    if (line.first().contains("/")) return LocalFile.read(line, this);
    return new Started.Foreign(line.program() + " is looked up on the PATH");
  }

  /** Programs that carry their version in their name. */
  private static String known(String program) {
    var lower = program.toLowerCase(Locale.ROOT);
    return lower.matches("(python|pypy)[0-9.]*t?") ? "python"
        : lower.matches("(ruby|php|lua|perl)[0-9.]+") ? lower.replaceAll("[0-9.]+$", "") : lower;
  }

  /** What a text starts that is meant for a shell. */
  Started readShell(String text, Path folder) {
    return ShellWords.split(text)
        .map(words -> ShellLines.read(words, folder, this))
        .orElseGet(() -> new Started.Foreign("its quotes are not closed"));
  }
}
