package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The package managers of Node.js. In the order in which their lockfiles are looked for. */
enum NodeManager {
  PNPM("pnpm", "--frozen-lockfile", "--ignore-scripts"), //
  BUN("bun", "--frozen-lockfile", "--ignore-scripts"), //
  YARN("yarn", "--frozen-lockfile", "--ignore-scripts"), //
  /** Yarn from version 2 on: another program of the same name. */
  BERRY("yarn", "--immutable", "--mode=skip-build"), //
  NPM("npm", "", "--ignore-scripts");

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*(-[0-9A-Za-z.]+)?");

  private final String program;
  private final String frozen;
  private final String scriptsOff;

  NodeManager(String program, String frozen, String scriptsOff) {
    this.program = program;
    this.frozen = frozen;
    this.scriptsOff = scriptsOff;
  }

  /** Its name, as a command. */
  String program() {
    return program;
  }

  /** The one that a {@code packageManager} field names, {@code yarn@4.1.0}. */
  static Optional<NodeManager> named(String field) {
    var version = pinned(field);
    for (var manager : values()) {
      if (!field.startsWith(manager.program + "@")) continue;
      return Optional.of(manager == YARN && !version.startsWith("1.") ? BERRY : manager);
    }
    return Optional.empty();
  }

  /** The one whose lockfile is in {@code folder}, by the order of this enum. */
  static Optional<NodeManager> lockedIn(Folder folder) {
    for (var manager : values()) {
      if (manager.lockfile(folder).isEmpty()) continue;
      return Optional.of(manager == YARN && isBerry(folder) ? BERRY : manager);
    }
    return Optional.empty();
  }

  /** Its lockfile in {@code folder}; empty if there is none. */
  Optional<String> lockfile(Folder folder) {
    return lockfiles().stream().filter(folder::has).findFirst();
  }

  /** The version in a {@code packageManager} field, without the hash; empty if it is none. */
  static String pinned(String field) {
    var version = field.substring(field.indexOf('@') + 1).replaceFirst("\\+.*", "");
    return VERSION.matcher(version).matches() ? version : "";
  }

  /** What installs from the lockfile alone, without the name of the program. */
  List<String> frozenInstall(boolean scripts) {
    var install = this == NPM ? List.of("ci") : List.of("install", frozen);
    return scripts ? install : Words.of(install, scriptsOff);
  }

  /** What installs without a lockfile, or rewrites it. */
  List<String> looseInstall(boolean scripts) {
    return scripts ? List.of("install") : List.of("install", scriptsOff);
  }

  /**
   * How npx gets it where it is missing.
   *
   * @param version as it is pinned; empty if it is not
   */
  String npxPackage(String version, Folder home) {
    return switch (this) {
      case PNPM -> "pnpm@" + (version.isEmpty() ? pnpmFor(home) : version);
      case BUN -> "bun@" + (version.isEmpty() ? "1" : version);
      case YARN -> "yarn@" + (version.isEmpty() ? "1.22.22" : version);
      case BERRY -> "@yarnpkg/cli-dist@" + (version.isEmpty() ? "4" : version);
      case NPM -> "npm@" + (version.isEmpty() ? "latest" : version);
    };
  }

  private List<String> lockfiles() {
    return switch (this) {
      case PNPM -> List.of("pnpm-lock.yaml");
      case BUN -> List.of("bun.lock", "bun.lockb");
      case YARN, BERRY -> List.of("yarn.lock");
      case NPM -> List.of("package-lock.json", "npm-shrinkwrap.json");
    };
  }

  private static boolean isBerry(Folder folder) {
    return folder.has(".yarnrc.yml")
        || folder.head("yarn.lock").filter(it -> it.contains("__metadata:")).isPresent();
  }

  /** The major version that reads the lockfile as it is; a newer one would rewrite it. */
  private static String pnpmFor(Folder home) {
    var format = home.head("pnpm-lock.yaml")
        .map(it -> it.lines().filter(line -> line.startsWith("lockfileVersion:")).findFirst())
        .orElse(Optional.empty())
        .orElse("")
        .replaceAll("[^0-9.]", "");
    if (format.startsWith("5")) return "7";
    return format.startsWith("6") ? "8" : "10";
  }
}
