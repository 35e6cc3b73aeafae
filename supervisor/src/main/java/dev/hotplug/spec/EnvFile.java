package dev.hotplug.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that the user keeps for one server, outside every project: a file with a line {@code
 * NAME=value} for each, {@code #} before a comment. Blanks around a value do not count; one that
 * has them, or line breaks, is written as a JSON string. Read with the entry of the server, so that
 * a changed one counts from its next load or reload.
 *
 * @param values by name, in the order of the file; of a repeated name the last counts
 * @param problems what is wrong with it; they never repeat a value
 */
public record EnvFile(Map<String, String> values, List<Problem> problems) {
  private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions
      .fromString("rwx------");

  /** Behind the end of each line, which stays with it. */
  private static final Pattern LINE_ENDS = Pattern.compile("(?<=\\n|\\r(?!\\n))");

  public EnvFile {
    values = Copies.inOrder(values);
    problems = List.copyOf(problems);
  }

  @Override
  public String toString() {
    return "EnvFile[" + values.keySet() + ", " + problems + "]";
  }

  /** Where the file of {@code server} lies in {@code folder}, whether it is there or not. */
  public static Path in(Path folder, String server) {
    return folder.resolve(FileName.of(server));
  }

  /** Reads an absolute path; a missing file holds nothing. */
  public static EnvFile read(Path file) {
    return switch (FileText.of(file)) {
      case FileText.Missing _ -> new EnvFile(Map.of(), List.of());
      case FileText.Unreadable(int line, int column, var what, var mend) -> new EnvFile(Map.of(),
          List.of(new Problem(file, line, column, what + ". None of its values is used. " + mend)));
      case FileText.Loaded(var text) -> of(file, text);
    };
  }

  /**
   * Keeps {@code values} in place of what {@code file} holds under these names; its other lines
   * stay. The file and its folder are made for the user alone if they are not there; the file is
   * replaced in one step, and nothing of what it held is left beside it.
   *
   * @throws IOException if that cannot be done; it is as it was then, and the message says so
   */
  public static void keep(Path file, Map<String, String> values) throws IOException {
    var text = switch (FileText.of(file)) {
      case FileText.Loaded(var loaded) -> loaded;
      case FileText.Missing _ -> "";
      case FileText.Unreadable(int line, int column, var what, var mend) -> throw new IOException(
          "%s:%d:%d: %s. Nothing was changed. %s".formatted(file, line, column, what, mend));
    };
    FileReplacement.keepPrivate(file, with(text, values));
  }

  /**
   * Deletes {@code file}, with all that was left beside it by those who were killed while they
   * wrote it; whether it was there.
   */
  public static boolean forget(Path file) throws IOException {
    FileReplacement.sweep(file);
    return Files.deleteIfExists(file);
  }

  private static String with(String text, Map<String, String> values) {
    var lines = new StringBuilder();
    for (var line : LINE_ENDS.split(text, -1)) {
      boolean isOld = EnvLine.of(line) instanceof EnvLine.Value(var name, var _)
          && values.containsKey(name);
      if (!isOld) lines.append(line);
    }
    if (!lines.isEmpty() && !endsLine(lines)) lines.append('\n');
    values.forEach((name, value) -> lines.append(EnvLine.write(name, value)).append('\n'));
    return lines.toString();
  }

  private static boolean endsLine(CharSequence text) {
    char last = text.charAt(text.length() - 1);
    return last == '\n' || last == '\r';
  }

  private static EnvFile of(Path file, String text) {
    var values = new LinkedHashMap<String, String>();
    var problems = new ArrayList<Problem>();
    exposure(file).ifPresent(problems::add);
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      switch (EnvLine.of(line)) {
        case EnvLine.Value(var name, var value) -> values.put(name, value);
        case EnvLine.Nothing _ -> {
          // A comment, or blank.
        }
        case EnvLine.Damaged(var what) -> problems.add(new Problem(file, number, 1,
            what + ". This line is ignored, the others are used. Write it like NAME=value, or "
                + "NAME=\"value\" with the escapes of JSON."));
      }
    }
    return new EnvFile(values, problems);
  }

  /**
   * Values that others could read are used all the same: not to would only be less of a warning.
   */
  private static Optional<Problem> exposure(Path file) {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) return Optional.empty();
    try {
      var permissions = view.readAttributes().permissions();
      if (OURS_ALONE.containsAll(permissions)) return Optional.empty();
      return Optional.of(new Problem(file, 1, 1,
          "others on this machine may read or change this file ("
              + PosixFilePermissions.toString(permissions)
              + "), which is for secrets. It is used all the same. Run: chmod 600 " + file));
    } catch (IOException _) {
      // It is gone meanwhile.
      return Optional.empty();
    }
  }

  /**
   * Deletes the temporary files in {@code folder} of those who were killed over them; those of
   * living processes stay. A folder that is not there needs nothing.
   */
  public static void sweep(Path folder) throws IOException {
    FileReplacement.sweep(folder, ".+");
  }
}
