package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the {@code go.mod} of a folder says.
 *
 * @param text of that file
 */
record GoModule(Folder folder, String text) {
  /** What Go calls it in every folder. */
  static final String FILE = "go.mod";

  private static final Pattern MODULE = Pattern.compile("(?m)^module[ \\t]++\"?([^\\s\"]++)");
  private static final Pattern VERSION = Pattern.compile("(?m)^go[ \\t]++([\\w.]++)");
  private static final Pattern MAJOR = Pattern.compile("/v\\d+$");

  /** A module and its version, in a block or on a line of its own. */
  private static final Pattern REQUIRED = Pattern
      .compile("^(?:require[ \\t]++)?\"?([\\w.~-]++/[\\w./~-]++)\"?[ \\t]++v\\S++");

  /** The one in {@code folder}; empty if there is none that can be read. */
  static Optional<GoModule> in(Folder folder) {
    if (!folder.has(FILE)) return Optional.empty();
    return folder.text(FILE).map(it -> new GoModule(folder, it));
  }

  /** The last part of its path, without a version: {@code notes} of {@code x.org/notes/v2}. */
  String baseName() {
    var path = MAJOR.matcher(Matches.first(MODULE, text)).replaceFirst("");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The version of Go that it is written for; empty if it does not say. */
  String version() {
    return Matches.first(VERSION, text);
  }

  /** The paths of the modules that it asks for itself. */
  List<String> dependencies() {
    return text.lines()
        .map(String::strip)
        .filter(it -> !it.contains("// indirect") && !it.contains("=>"))
        .map(it -> Matches.first(REQUIRED, it))
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
