package dev.hotplug.app.tools;

import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A timer whose hands a test turns. Thread-safe. */
final class ManualTimer implements Timer {
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public Alarm after(Duration delay, Runnable task) {
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Whether nothing is to run. */
  boolean isIdle() {
    return tasks.isEmpty();
  }

  /** Runs what is to run next, as soon as there is something. */
  void ring() throws InterruptedException {
    var task = tasks.poll(10, TimeUnit.SECONDS);
    if (task == null) throw new AssertionError("nothing is to run");
    task.run();
  }
}
