package dev.hotplug.app.it;

import java.time.Duration;

/** Prints how long things took. What depends on the machine is shown here and asserted nowhere. */
final class Figures {
  private Figures() {}

  static void print(String promise, String what, Duration took) {
    System.out.printf("%s: %s after %d ms%n", promise, what, took.toMillis());
  }

  static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
