package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder, and which of the files below it are watched.
 *
 * @param folder absolute and normalized; it may be missing, and come to be
 * @param patterns what of it is shown to people: globs seen from the folder, or names of files
 */
record Root(Path folder, Selection selection, List<String> patterns) {

  /** What of a folder is watched. All paths are absolute; nothing is read here. */
  interface Selection {
    /** Whether a folder below the root may hold something; the root itself always does. */
    boolean enters(Path folder);

    /** Whether a file is taken, if it is a regular one. */
    boolean takes(Path file);
  }

  boolean takes(Path file) {
    if (!file.startsWith(folder) || file.equals(folder) || !selection.takes(file)) return false;
    for (var above = file.getParent(); !folder.equals(above); above = above.getParent()) {
      if (above == null || !selection.enters(above)) return false;
    }
    return true;
  }
}
