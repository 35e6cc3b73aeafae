package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An observer that keeps what it is told until somebody asks. */
final class Told implements Observer {
  /** What the watcher promises, and what a slow machine takes. */
  private static final Duration LIMIT = Duration.ofSeconds(10);
  /** Stands for "look yourself". */
  static final Path ANYTHING = Path.of("/anything");

  private final LinkedBlockingQueue<Path> told = new LinkedBlockingQueue<>();

  @Override
  public void changed(Path file) {
    told.add(file);
  }

  @Override
  public void uncertain() {
    told.add(ANYTHING);
  }

  /**
   * Waits until {@code file} is told.
   *
   * @return what was told before, without repetitions
   */
  List<Path> until(Path file) throws InterruptedException {
    var before = new ArrayList<Path>();
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var next = next(Duration.ofNanos(end - System.nanoTime()));
      assertThat(next).as("%s is told; before it was %s", file, before).isPresent();
      if (next.get().equals(file)) return before;
      if (!before.contains(next.get())) before.add(next.get());
    }
  }

  /** Waits until {@code file} is told, or that anything may have changed. */
  void hint(Path file) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var next = next(Duration.ofNanos(end - System.nanoTime()));
      assertThat(next).as("%s is told", file).isPresent();
      if (next.get().equals(file) || next.get().equals(ANYTHING)) return;
    }
  }

  /** What is told next, {@link #ANYTHING} included; empty if nothing is for so long. */
  Optional<Path> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(told.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Whether {@code file} was told by now. */
  boolean wasTold(Path file) {
    return told.contains(file);
  }

  void forget() {
    told.clear();
  }
}
