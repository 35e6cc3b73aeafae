package dev.hotplug.app.watch;

import java.util.Optional;
import java.util.function.Consumer;

/** One build under way, on a virtual thread of its own, {@code build-<name>}. */
final class BuildRun {
  private final Thread thread;

  private BuildRun(Thread thread) {
    this.thread = thread;
  }

  /** What is done there; interrupting it ends it. */
  interface Work {
    BuildResult build() throws InterruptedException;
  }

  /**
   * Begins one.
   *
   * @param done hears, on that thread, when nothing of it is left: how it went, or nothing if it
   *   was ended
   */
  static BuildRun start(String server, Work work, Consumer<Optional<BuildResult>> done) {
    return new BuildRun(Thread.ofVirtual().name("build-" + server).start(() -> run(work, done)));
  }

  private static void run(Work work, Consumer<Optional<BuildResult>> done) {
    Optional<BuildResult> result = Optional.empty();
    try {
      result = Optional.of(work.build());
    } catch (InterruptedException _) {
      // Nobody wants it any more.
    } finally {
      done.accept(result);
    }
  }

  /** Has it end; does not wait. */
  void end() {
    thread.interrupt();
  }
}
