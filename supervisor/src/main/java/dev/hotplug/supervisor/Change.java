package dev.hotplug.supervisor;

import java.util.List;

/**
 * What was changed, so that a server is started anew though nobody asked for it.
 *
 * @param files the first of the files that were changed, in the order of their names
 * @param more how many others there were
 */
public record Change(Kind kind, List<String> files, int more) {
  /** So many files are named. */
  public static final int MOST_NAMED = 20;

  public Change {
    files = List.copyOf(files);
  }

  /** What holds what was changed. */
  public enum Kind {
    /** Files that the server is made of. */
    FILES,
    /** Its entry in the configuration. */
    CONFIG
  }

  /** A change of {@code files}, however many. */
  public static Change of(Kind kind, List<String> files) {
    int named = Math.min(MOST_NAMED, files.size());
    return new Change(kind, files.subList(0, named), files.size() - named);
  }
}
