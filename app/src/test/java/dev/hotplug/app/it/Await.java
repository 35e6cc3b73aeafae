package dev.hotplug.app.it;

import java.time.Duration;

/** Looks again and again until something is so that nobody reports; each look is a round trip. */
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Await() {}

  /** What is to become true. */
  interface Claim {
    boolean holds() throws Exception;
  }

  static void until(String what, Claim claim) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("not within " + LIMIT + ": " + what);
    }
  }
}
