package dev.hotplug.app.it;

import java.time.Duration;

/**
 * Looks again and again until something is so that nobody reports; each look is mostly a round
 * trip.
 */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Await() {}

  /** What is to become true. */
  public interface Claim {
    boolean holds() throws Exception;
  }

  /** Fails when it is not so after 20 s. */
  public static void until(String what, Claim claim) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!claim.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("not within " + LIMIT + ": " + what);
    }
  }
}
