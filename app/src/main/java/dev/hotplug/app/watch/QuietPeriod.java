package dev.hotplug.app.watch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a burst of changes is over: nothing changed for a while, or it goes on for too long. Pure:
 * times are handed in, in nanoseconds, as {@link System#nanoTime()} counts them.
 */
final class QuietPeriod {
  private final long quiet;
  private final long most;
  private long first;
  private long last;
  private boolean inBurst;

  /**
   * @param quiet how long nothing may change
   * @param most after how long a burst counts as over though it goes on
   */
  QuietPeriod(Duration quiet, Duration most) {
    this.quiet = quiet.toNanos();
    this.most = most.toNanos();
  }

  void changed(long now) {
    if (!inBurst) first = now;
    last = now;
    inBurst = true;
  }

  /** When the burst is over; nothing outside a burst. */
  OptionalLong due() {
    if (!inBurst) return OptionalLong.empty();
    // By difference: these clocks may run over.
    long calm = last - first + quiet;
    return OptionalLong.of(first + Math.min(calm, most));
  }

  /** Ends the burst: the next change begins another. */
  void over() {
    inBurst = false;
  }
}
