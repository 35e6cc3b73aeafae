package dev.hotplug.app.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Callers at once, each on a thread of its own that works again and again until it is told to stop.
 */
final class Callers implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Long>> callers = new ArrayList<>();
  private volatile boolean isOver;

  /** What a caller does, given its number. */
  interface Work {
    void run(int caller) throws Exception;
  }

  private Callers() {}

  /** Begins; each caller stops at its first failure. */
  static Callers looping(int count, Work work) {
    var all = new Callers();
    for (int i = 0; i < count; i++) {
      int caller = i;
      all.callers.add(all.threads.submit(() -> all.loop(caller, work)));
    }
    return all;
  }

  /** Every caller works once; all have when this returns. */
  static void once(int count, Duration limit, Work work) throws InterruptedException {
    try (var all = new Callers()) {
      for (int i = 0; i < count; i++) {
        int caller = i;
        all.callers.add(all.threads.submit(() -> {
          work.run(caller);
          return 1L;
        }));
      }
      all.stop(limit);
    }
  }

  private long loop(int caller, Work work) throws Exception {
    long rounds = 0;
    for (; !isOver; rounds++) work.run(caller);
    return rounds;
  }

  /** Lets all end what they are at; how often they worked in all. Fails when one of them failed. */
  long stop(Duration limit) throws InterruptedException {
    isOver = true;
    long rounds = 0;
    long end = System.nanoTime() + limit.toNanos();
    for (var caller : callers) rounds += result(caller, end - System.nanoTime());
    return rounds;
  }

  private static long result(Future<Long> caller, long nanos) throws InterruptedException {
    try {
      return caller.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a caller failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a caller did not end in time", e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    threads.shutdownNow();
  }
}
