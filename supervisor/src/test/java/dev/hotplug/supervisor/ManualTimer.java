package dev.hotplug.supervisor;

import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until a test moves it, for alarms and for the clock. Thread-safe. */
final class ManualTimer implements Timer, InstantSource {

  private record Pending(Instant due, Runnable task) {}

  private final List<Pending> alarms = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    var set = new Pending(now.plus(delay), task);
    alarms.add(set);
    return () -> callOff(set);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves the hands, and runs what comes due on the way, in its order, on this thread. */
  void advance(Duration by) {
    var due = moved(by);
    due.sort(Comparator.comparing(Pending::due));
    for (var alarm : due) alarm.task().run();
  }

  /** How many alarms are set. */
  synchronized int alarms() {
    return alarms.size();
  }

  private synchronized void callOff(Pending set) {
    alarms.remove(set);
  }

  private synchronized List<Pending> moved(Duration by) {
    now = now.plus(by);
    var due = new ArrayList<>(alarms.stream().filter(alarm -> !alarm.due().isAfter(now)).toList());
    alarms.removeAll(due);
    return due;
  }
}
