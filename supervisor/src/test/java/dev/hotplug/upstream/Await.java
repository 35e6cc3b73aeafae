package dev.hotplug.upstream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere, and not for ever. */
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration GLANCE = Duration.ofMillis(2);

  private Await() {}

  /** Waits until that holds. */
  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0)
        throw new AssertionError("not within " + LIMIT + ": " + what);
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  /** Waits for what is to come. */
  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("has not come", e);
    }
  }
}
