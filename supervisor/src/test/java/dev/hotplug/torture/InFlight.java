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
  private final Map<String, String> texts = new HashMap<>();
  private final List<Json> cancelled = new ArrayList<>();

  /** A cancellation of this call is kept with this text, by which the caller knows it. */
  synchronized void name(Call call, String text) {
    texts.put(Json.write(call.id()), text);
  }

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
    var id = Json.write(notice.all().getOrDefault("requestId", Json.Literal.NULL));
    var text = texts.get(id);
    cancelled.add(text == null ? notice : notice.with("text", Json.text(text)));
    var answer = sleeping.remove(id);
    if (answer != null) answer.cancel(false);
  }

  synchronized Json cancelled() {
    return new Json.Items(cancelled);
  }
}
