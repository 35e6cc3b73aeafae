package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the build script of a folder says, as far as words tell: it is a program.
 *
 * @param file its name
 * @param text of the script, without its comments
 */
record GradleProject(Folder folder, String file, String text) {
  private static final List<String> FILES = List.of("build.gradle.kts", "build.gradle");
  private static final List<String> SETTINGS = List.of("settings.gradle.kts", "settings.gradle");

  private static final Pattern COMMENT = Pattern.compile("(?m)(?<![:\"'])//.*+$");
  private static final Pattern COORDINATES = Pattern
      .compile("[\"']([\\w.-]++:[\\w.-]++)(?::[^\"'\\n]*+)?[\"']");
  private static final Pattern CATALOG = Pattern.compile("\\blibs\\.([\\w.]++)");
  private static final Pattern BUNDLER = Pattern.compile(
      "com\\.gradleup\\.shadow|com\\.github\\.johnrengelman\\.shadow|org\\.springframework\\.boot"
          + "|io\\.quarkus\\b|io\\.ktor\\.plugin"
          + "|libs\\.plugins\\.(?:shadow|spring\\.?boot|springframework\\.boot|quarkus|ktor)");
  private static final Pattern APPLICATION = Pattern
      .compile("\\bid\\s*+\\(?\\s*+[\"']application[\"']|apply plugin: *[\"']application[\"']");
  private static final Pattern PLUGINS = Pattern.compile("\\bplugins\\s*+\\{");
  private static final Pattern APPLICATION_ALONE = Pattern
      .compile("(?<![\\w.\"'-])application(?![\\w.\"'-])");
  private static final Pattern PROGRAM = Pattern
      .compile("applicationName\\s*+(?:=|\\.set\\()\\s*+[\"']([\\w.-]++)[\"']");
  private static final Pattern ROOT_NAME = Pattern
      .compile("rootProject\\.name\\s*+=\\s*+[\"']([\\w.-]++)[\"']");

  /** The one in {@code folder}; empty if there is none that can be read. */
  static Optional<GradleProject> in(Folder folder) {
    return FILES.stream()
        .filter(folder::has)
        .findFirst()
        .flatMap(file -> folder.text(file)
            .map(it -> new GradleProject(folder, file, COMMENT.matcher(it).replaceAll(""))));
  }

  /**
   * Whether one jar is made that starts by itself: by a plugin, or by a manifest of its own, which
   * says nothing of libraries and so counts only where there is no better way.
   */
  boolean isBundled() {
    return BUNDLER.matcher(text).find() || (text.contains("Main-Class") && !isLaidOut());
  }

  /**
   * Whether it can be laid out with a script that starts it. That is named after the project, which
   * has to be known before it is built.
   */
  boolean isLaidOut() {
    return isApplication() && !name().isEmpty();
  }

  private boolean isApplication() {
    return APPLICATION.matcher(text).find() || APPLICATION_ALONE.matcher(plugins()).find();
  }

  /** What stands in the block of plugins; one only, or a hostile script takes for ever. */
  private String plugins() {
    var block = PLUGINS.matcher(text);
    if (!block.find()) return "";
    int end = text.indexOf('}', block.end());
    return end < 0 ? "" : text.substring(block.end(), end);
  }

  /** {@code group:artifact}, or the words of a version catalog. */
  List<String> dependencies() {
    return Stream.concat(Matches.all(COORDINATES, text), Matches.all(CATALOG, text)).toList();
  }

  /** The folder where the build begins: the nearest with settings, or its own. */
  Folder root() {
    return folder.upwards()
        .stream()
        .filter(it -> SETTINGS.stream().anyMatch(it::has))
        .findFirst()
        .orElse(folder);
  }

  /** As Gradle calls it; empty where that would be the name of the folder of the checkout. */
  String name() {
    return folder.path().equals(root().path()) ? rootName() : folder.name();
  }

  /**
   * As Gradle calls the whole; empty where that would be the name of the folder of the checkout.
   */
  String rootName() {
    var root = root();
    return SETTINGS.stream()
        .flatMap(it -> root.text(it).stream())
        .map(it -> Matches.first(ROOT_NAME, it))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse(root.name());
  }

  /** The name of the script that starts it; empty where nobody says. */
  String program() {
    var said = Matches.first(PROGRAM, text);
    return said.isEmpty() ? name() : said;
  }

  /** The task {@code name} of this project, as the root calls it. */
  String task(String name) {
    var below = folder.path().substring(root().path().length()).replaceFirst("^/", "");
    return below.isEmpty() ? name : ":" + below.replace('/', ':') + ":" + name;
  }
}
