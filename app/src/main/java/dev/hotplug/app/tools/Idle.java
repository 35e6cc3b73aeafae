package dev.hotplug.app.tools;

import dev.hotplug.supervisor.Member;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.Census;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Waits until a server has no call in flight. */
record Idle(Supervisor supervisor, String server, Timer timer) {
  private static final Duration GLANCE = Duration.ofMillis(50);

  /**
   * Waits for it.
   *
   * @param limit how long at most
   * @param use told that it still waits
   * @return how many calls are in flight
   */
  int await(Duration limit, ToolUse use) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    var census = Census.take();
    int calls = calls(census);
    var idle = new CompletableFuture<Boolean>();
    Ticker.until(idle, use, "waiting for calls of " + server, timer);
    while (calls > 0 && System.nanoTime() < end && !use.result().isDone()) {
      glance();
      calls = calls(census);
    }
    idle.complete(true);
    return calls;
  }

  private int calls(Census census) {
    return supervisor.members(server, census).stream().mapToInt(Member::inFlight).sum();
  }

  private void glance() throws InterruptedException {
    var passed = new CountDownLatch(1);
    var _ = timer.after(GLANCE, passed::countDown);
    passed.await();
  }
}
