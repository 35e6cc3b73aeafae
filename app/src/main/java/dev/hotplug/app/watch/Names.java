package dev.hotplug.app.watch;

import java.nio.file.Path;

/** The names and folders of paths; the root of the file system has an empty name and is its own. */
final class Names {
  private Names() {}

  static String name(Path path) {
    var name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  static Path parent(Path path) {
    var parent = path.getParent();
    return parent == null ? path : parent;
  }
}
