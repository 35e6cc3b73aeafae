package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Tells a client every second that what it waits for still goes on. The numbers stay far below 1,
 * so that the progress of a call that follows under the same token still increases.
 */
final class Ticker {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ToolUse use;
  private final Span token;
  private final String message;
  private final CompletableFuture<?> end;
  private final Timer timer;

  private Ticker(ToolUse use, Span token, CompletableFuture<?> end, String message, Timer timer) {
    this.use = use;
    this.token = token;
    this.message = message;
    this.end = end;
    this.timer = timer;
  }

  /**
   * Ticks until {@code end} completes, if the client wants progress.
   *
   * @param message what goes on; the seconds so far are added
   */
  static void until(CompletableFuture<?> end, ToolUse use, String message, Timer timer) {
    var progress = use.progress();
    if (progress != null) new Ticker(use, progress.token(), end, message, timer).schedule(1);
  }

  private void schedule(long second) {
    timer.after(PERIOD, () -> Thread.ofVirtual().name("progress").start(() -> tick(second)));
  }

  private void tick(long second) {
    if (end.isDone()) return;
    var now = message + ", " + second + " s";
    double number = second / 1_000_000.0;
    use.tick(number, Span.of("{\"progressToken\":" + token + ",\"progress\":" + number
        + ",\"message\":" + Span.string(now) + "}"));
    schedule(second + 1);
  }
}
