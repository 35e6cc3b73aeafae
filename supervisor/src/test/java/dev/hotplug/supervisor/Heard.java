package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that keeps what it hears, for a test to wait for. Thread-safe. */
final class Heard implements Consumer<SupervisorEvent> {
  private final LinkedBlockingQueue<SupervisorEvent> unread = new LinkedBlockingQueue<>();
  private final List<SupervisorEvent> all = new CopyOnWriteArrayList<>();

  @Override
  public void accept(SupervisorEvent event) {
    all.add(event);
    unread.add(event);
  }

  /** Waits for the next event of this kind; passes over those before it. */
  <T extends SupervisorEvent> T await(Class<T> kind) throws InterruptedException {
    while (true) {
      var event = unread.poll(Scene.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      assertThat(event).as("%s, after %s", kind.getSimpleName(), all).isNotNull();
      if (kind.isInstance(event)) return kind.cast(event);
    }
  }

  /** All of one kind so far. */
  <T extends SupervisorEvent> List<T> all(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
