package dev.hotplug.installer;

import java.nio.file.Path;

/**
 * The files of one commit.
 *
 * @param folder where they lie, absolute and free of links
 * @param commit its whole name, 40 hexadecimal digits
 */
record Checkout(Path folder, String commit) {
  Checkout {
    if (!folder.isAbsolute()) throw new IllegalArgumentException("relative: " + folder);
    if (!commit.matches("[0-9a-f]{40}")) throw new IllegalArgumentException("no commit: " + commit);
  }
}
