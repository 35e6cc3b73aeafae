package dev.hotplug.installer;

import dev.hotplug.installer.Commands.Command;
import dev.hotplug.installer.Commands.Ending;
import dev.hotplug.installer.Commands.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs the commands of one fetch one after another, with one time for all of them, and ends them
 * when the folder they fill grows too large. Confined to one thread; it runs commands on others,
 * each of which ends before {@link #run} does.
 */
final class FetchWatch {
  private static final long OUTPUT = 8_000_000;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Commands commands;
  private final Path folder;
  private final FetchLimits limits;
  private final long begin = System.nanoTime();

  /** A watch whose time begins now. */
  FetchWatch(Commands commands, Path folder, FetchLimits limits) {
    this.commands = commands;
    this.folder = folder;
    this.limits = limits;
  }

  /** Runs {@code command} and waits for it, as {@link Commands#run} does. */
  Ending run(Command command, Consumer<String> output) throws InterruptedException, Unfetchable {
    var left = limits.time().minusNanos(System.nanoTime() - begin);
    if (!left.isPositive()) throw tooLong(limits.time().toSeconds() + " s");
    var threads = Thread.ofVirtual().name("fetch").factory();
    // Closing waits until the command, and all that it started, is gone.
    try (var runner = Executors.newThreadPerTaskExecutor(threads)) {
      return ended(runner,
          runner.submit(() -> commands.run(command, new Limits(left, OUTPUT), output)));
    }
  }

  private Ending ended(ExecutorService runner, Future<Ending> running)
      throws InterruptedException, Unfetchable {
    try {
      while (true) {
        long begun = System.nanoTime();
        // The child keeps to the limit by itself; the index and such come on top of what it counts.
        if (FolderSize.of(folder) > limits.bytes() + limits.bytes() / 20) {
          throw FetchFault.tooLarge(limits.bytes());
        }
        long took = System.nanoTime() - begun;
        try {
          return running.get(Math.max(LOOK.toNanos(), 4 * took), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
          // It goes on; so do we.
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ended by itself", e);
    } finally {
      runner.shutdownNow();
    }
  }

  static Unfetchable tooLong(String limit) {
    return new Unfetchable("Fetching did not end within its limit, " + limit + ".",
        "Try again, or clone and build it yourself and load it from there.");
  }
}
