package dev.hotplug.app.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the launcher of this checkout is. */
final class Launcher {
  private Launcher() {}

  /** Named by {@code hotplug.launcher}, or in {@code hotplug.root}, or above the current folder. */
  static Path path() {
    var named = System.getProperty("hotplug.launcher");
    if (named != null) return Path.of(named);
    var root = System.getProperty("hotplug.root");
    return root == null ? above(Path.of("").toAbsolutePath()) : Path.of(root, "hotplug");
  }

  /** The command that runs it with these words. */
  static List<String> command(String... words) {
    return Stream.concat(Stream.of(path().toString()), Stream.of(words)).toList();
  }

  /** The launcher of what was built, which has no sources beside it and so never builds. */
  static Path distribution() {
    var named = System.getProperty("hotplug.dist");
    return named == null ? path().resolveSibling("app/target/dist/hotplug/hotplug")
        : Path.of(named, "hotplug");
  }

  private static Path above(Path folder) {
    var candidate = folder.resolve("hotplug");
    if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) return candidate;
    var parent = folder.getParent();
    if (parent == null) throw new IllegalStateException("no launcher above the current folder");
    return above(parent);
  }
}
