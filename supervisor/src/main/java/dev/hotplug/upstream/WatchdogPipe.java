package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What one watchdog is told. Written by the thread {@code watchdog-pipe}, which ends with the
 * watchdog, as one that does not read, because it is stopped, must hold up nobody else: it is
 * killed when too much waits for it, and whoever started it hears of its end. Thread-safe.
 */
final class WatchdogPipe {
  private static final int MOST_WAITING = 1000;
  private static final Duration MOMENT = Duration.ofMillis(50);

  private record Message(List<String> lines, CountDownLatch written) {}

  private final Process watchdog;
  private final LinkedBlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

  private WatchdogPipe(Process watchdog) {
    this.watchdog = watchdog;
  }

  /** To {@code watchdog}, which has just been started. */
  static WatchdogPipe to(Process watchdog) {
    var pipe = new WatchdogPipe(watchdog);
    var writer = Thread.ofPlatform().daemon().name("watchdog-pipe").start(pipe::write);
    var _ = watchdog.onExit().thenRun(writer::interrupt);
    return pipe;
  }

  /**
   * Sends {@code lines} after what was told before. Waits a moment until they are told, unless the
   * watchdog has fallen behind.
   */
  void tell(List<String> lines) throws InterruptedException {
    boolean keepsUp = waiting.isEmpty();
    var message = new Message(lines, new CountDownLatch(1));
    if (!waiting.offer(message)) watchdog.destroyForcibly();
    if (!keepsUp) return;
    boolean _ = message.written().await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void write() {
    try (var stdin = watchdog.getOutputStream()) {
      while (true) {
        var message = waiting.take();
        for (var line : message.lines()) {
          stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        stdin.flush();
        message.written().countDown();
      }
    } catch (IOException | InterruptedException _) {
      // It has ended; the next one is told all.
    }
  }
}
