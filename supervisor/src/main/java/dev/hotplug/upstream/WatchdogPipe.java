package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What one watchdog is told. Written by the thread {@code watchdog-pipe}, which ends with the
 * watchdog, as one that does not read, because it is stopped, must hold up nobody else: it is
 * killed when too much waits for it, and whoever started it hears of its end. Thread-safe.
 */
final class WatchdogPipe {
  private static final int MOST_WAITING = 1000;

  private final Process watchdog;
  private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

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

  /** Sends {@code lines}, the last without its line break, after what was told before. */
  void tell(String lines) {
    if (!waiting.offer(lines + "\n")) watchdog.destroyForcibly();
  }

  private void write() {
    try (var stdin = watchdog.getOutputStream()) {
      while (true) {
        stdin.write(waiting.take().getBytes(StandardCharsets.UTF_8));
        stdin.flush();
      }
    } catch (IOException | InterruptedException _) {
      // It has ended; the next one is told all.
    }
  }
}
