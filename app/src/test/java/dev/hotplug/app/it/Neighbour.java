package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A quiet server that is called again and again while another one misbehaves: each call must be
 * answered as if nothing were. Prints how long 99 of 100 of its calls took.
 */
final class Neighbour implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The server's name; it is an {@link Entry#quick} one. */
  static final String NAME = "neighbour";

  private final String beside;
  private final ConcurrentLinkedQueue<Duration> took = new ConcurrentLinkedQueue<>();
  private final Callers callers;

  private Neighbour(Hotplug hotplug, String beside) {
    this.beside = beside;
    callers = Callers.looping(1, _ -> call(hotplug));
  }

  /** Loads the server and begins to call it. */
  static Neighbour beside(String what, Hotplug hotplug) throws InterruptedException {
    hotplug.load(NAME).assertSuccess();
    return new Neighbour(hotplug, what);
  }

  private void call(Hotplug hotplug) throws InterruptedException {
    long begun = System.nanoTime();
    assertThat(hotplug.text(NAME, "pid", "{}")).matches("\\d+");
    took.add(Figures.since(begun));
  }

  /** Fails when one of its calls did. */
  @Override
  public void close() {
    try (callers) {
      callers.stop(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted", e);
    }
    var sorted = took.stream().sorted().toList();
    assertThat(sorted).as("calls of the neighbour").isNotEmpty();
    Figures.print("P12", "99 of " + sorted.size() + " calls beside " + beside + " were answered",
        sorted.get(sorted.size() * 99 / 100));
  }
}
