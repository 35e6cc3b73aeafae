package dev.hotplug.installer;

/**
 * A package of a Go module that makes a program.
 *
 * @param path of its folder, relative to the module; empty for the module's own
 * @param file the one with the main function, in that folder
 */
record GoMain(String path, String file) {
  /** What the go command calls it. */
  String pattern() {
    return path.isEmpty() ? "." : "./" + path;
  }

  /** Its file, relative to the module. */
  String source() {
    return path.isEmpty() ? file : path + "/" + file;
  }

  /** The last part of its path; empty for the module's own. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
