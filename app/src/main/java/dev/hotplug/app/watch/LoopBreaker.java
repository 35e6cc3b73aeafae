package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Keeps a server, or its build, that writes into its own sources from being started for ever. Files
 * that change again and again, and each time only while we build or start, are written by just
 * that; what changes at any other time is somebody's edit. Confined to one thread.
 */
final class LoopBreaker {
  /** So many changes in a row are taken for edits. */
  static final int MOST_IN_ROW = 4;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private Set<Path> files = Set.of();
  private int inRow;

  /**
   * How long to wait, when we are done, before a change is followed: no time if it is somebody's
   * edit. Of what is most likely our own doing it cannot be told for certain, so it is followed all
   * the same, after pauses that grow.
   *
   * @param isOurs whether all of it was written while we built or started
   */
  Duration judge(Set<Path> changed, boolean isOurs) {
    if (!isOurs) {
      reset();
      return Duration.ZERO;
    }
    inRow = files.containsAll(changed) ? inRow + 1 : 1;
    files = Set.copyOf(changed);
    return hasTripped() ? pause(inRow - MOST_IN_ROW) : Duration.ZERO;
  }

  private static Duration pause(int time) {
    // Beyond that it is the longest anyway.
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(time - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Whether changes are followed only after a pause. */
  boolean hasTripped() {
    return inRow > MOST_IN_ROW;
  }

  /** Somebody vouches for what changed last. */
  void reset() {
    inRow = 0;
    files = Set.of();
  }
}
