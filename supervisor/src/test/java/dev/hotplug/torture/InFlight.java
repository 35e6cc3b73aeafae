package dev.hotplug.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The calls that are answered later or never, and the cancellations that came in. The timer's
 * thread answers while the main thread reads on, so a sleeping call holds up no other. Thread-safe.
 */
final class InFlight {
  private final ScheduledExecutorService timer = Executors
      .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("timer").factory());
  private final Map<String, ScheduledFuture<?>> sleeping = new HashMap<>();
  private final List<Json> cancelled = new ArrayList<>();

  /** Answers after {@code ms}, unless cancelled before. */
  synchronized void sleep(Call call, long ms) {
    var id = Json.write(call.id());
    var answer = timer.schedule(() -> wake(id, call, ms), ms, TimeUnit.MILLISECONDS);
    sleeping.put(id, answer);
  }

  private void wake(String id, Call call, long ms) {
    synchronized (this) {
      if (sleeping.remove(id) == null) return;
    }
    call.answer("slept " + ms + " ms");
  }

  /** Answers after {@code ms} whatever happens. */
  void late(Call call, long ms) {
    var _ = timer.schedule(() -> call.answer("late by " + ms + " ms"), ms, TimeUnit.MILLISECONDS);
  }

  synchronized void cancel(Json.Members notice) {
    cancelled.add(notice);
    var id = notice.get("requestId");
    var answer = id == null ? null : sleeping.remove(Json.write(id));
    if (answer != null) answer.cancel(false);
  }

  synchronized Json cancelled() {
    return new Json.Items(cancelled);
  }
}
