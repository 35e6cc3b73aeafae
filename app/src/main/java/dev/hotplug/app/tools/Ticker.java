package dev.hotplug.app.tools;

import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * Tells a client every second that what it waits for still goes on. The numbers stay far below 1,
 * so that the progress of a call that follows under the same token still increases.
 */
final class Ticker {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Ask.Progress progress;
  private final LongFunction<String> message;
  private final CompletableFuture<?> end;
  private final Timer timer;

  private Ticker(Ask.Progress progress, LongFunction<String> message, CompletableFuture<?> end,
      Timer timer) {
    this.progress = progress;
    this.message = message;
    this.end = end;
    this.timer = timer;
  }

  /**
   * Ticks until {@code end} completes, if the client wants progress.
   *
   * @param message what to say, given the seconds so far
   */
  static void until(CompletableFuture<?> end, ToolUse use, LongFunction<String> message,
      Timer timer) {
    var progress = use.progress();
    if (progress != null) new Ticker(progress, message, end, timer).schedule(1);
  }

  private void schedule(long second) {
    var alarm = timer.after(PERIOD,
        () -> Thread.ofVirtual().name("progress").start(() -> tick(second)));
    var _ = end.whenComplete((_, _) -> alarm.cancel());
  }

  private void tick(long second) {
    if (end.isDone()) return;
    progress.listener()
        .progress(Span.of("{\"progressToken\":" + progress.token() + ",\"progress\":"
            + second / 1_000_000.0 + ",\"message\":" + Span.string(message.apply(second)) + "}"));
    schedule(second + 1);
  }
}
