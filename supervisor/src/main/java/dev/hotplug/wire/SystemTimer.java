package dev.hotplug.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The real {@link Timer}: one daemon thread named {@code timer}, started by the first task. */
public final class SystemTimer implements Timer {
  private final ScheduledThreadPoolExecutor executor;

  public SystemTimer() {
    executor = new ScheduledThreadPoolExecutor(1,
        task -> Thread.ofPlatform().daemon().name("timer").unstarted(task));
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    var scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
