package dev.hotplug.app.tools;

import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** Tells a client every second that what it waits for still goes on, if it wants progress. */
final class Ticker {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ToolUse use;
  private final LongFunction<String> message;
  private final CompletableFuture<?> end;
  private final Timer timer;

  private Ticker(ToolUse use, LongFunction<String> message, CompletableFuture<?> end, Timer timer) {
    this.use = use;
    this.message = message;
    this.end = end;
    this.timer = timer;
  }

  /**
   * Ticks until {@code end} completes.
   *
   * @param message what goes on; the seconds so far are added
   */
  static void until(CompletableFuture<?> end, ToolUse use, String message, Timer timer) {
    until(end, use, seconds -> message + ", " + seconds + " s", timer);
  }

  /**
   * Ticks until {@code end} completes.
   *
   * @param message says what goes on, given the seconds so far
   */
  static void until(CompletableFuture<?> end, ToolUse use, LongFunction<String> message,
      Timer timer) {
    if (use.progress() != null) new Ticker(use, message, end, timer).schedule(1);
  }

  private void schedule(long second) {
    timer.after(PERIOD, () -> Thread.ofVirtual().name("progress").start(() -> tick(second)));
  }

  private void tick(long second) {
    if (end.isDone()) return;
    use.tick(message.apply(second));
    schedule(second + 1);
  }
}
