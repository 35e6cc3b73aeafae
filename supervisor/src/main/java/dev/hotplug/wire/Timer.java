package dev.hotplug.wire;

import java.time.Duration;

/**
 * Runs things later. What runs must be short: it shares one thread. A parameter, so that tests turn
 * the hands.
 */
public interface Timer {

  /** A thing that will run; may be called off, also when it has run. */
  interface Alarm {
    void cancel();
  }

  /** Runs {@code task} once after {@code delay}. */
  Alarm after(Duration delay, Runnable task);
}
