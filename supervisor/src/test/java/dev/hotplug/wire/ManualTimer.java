package dev.hotplug.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer whose hands the test turns; what is due runs on the thread that turns. Thread-safe. */
final class ManualTimer implements Timer {
  private final List<Due> set = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Due(Duration at, Runnable task) {}

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), task);
    set.add(due);
    return () -> callOff(due);
  }

  private synchronized void callOff(Due due) {
    set.remove(due);
  }

  /** Lets time pass and runs what has become due, in the order of its time. */
  void pass(Duration time) {
    for (var due : due(time)) due.task().run();
  }

  private synchronized List<Due> due(Duration time) {
    now = now.plus(time);
    var due = set.stream().filter(each -> each.at().compareTo(now) <= 0).toList();
    set.removeAll(due);
    return due;
  }

  /** How many alarms are set. */
  synchronized int alarms() {
    return set.size();
  }
}
