package dev.hotplug.upstream;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.wire.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs commands to their end: builds, and whatever else is no server. A command leads a process
 * group of its own, reads an empty stdin, and is known to all who end servers, so that nothing of
 * it outlives us. Thread-safe; each run is one conversation with its caller.
 *
 * <p>When a command has ended by itself, well or not, what it left in its session and group is
 * ended; {@link Leftovers} says what becomes of what left those. When it is stopped, all goes that
 * it started.
 */
public final class CommandRun {
  private static final Duration AFTER_TERM = Duration.ofSeconds(2);

  private final Launcher launcher;
  private final ChildEnvironment environment;
  private final String instance;
  private final Timer timer;
  private final AtomicLong runs = new AtomicLong();

  CommandRun(Launcher launcher, ChildEnvironment environment, String instance, Timer timer) {
    this.launcher = launcher;
    this.environment = environment;
    this.instance = instance;
    this.timer = timer;
  }

  /**
   * A command to run.
   *
   * @param owner for whom it runs; people read it where a process of it is in the way of others
   * @param line program and arguments; the program is looked for as a server's is
   * @param environment all that it sees, but for what marks it as ours
   * @param leftovers what becomes of those that left its session, once it has ended by itself
   */
  public record Command(String owner, List<String> line, Path folder,
      Map<String, String> environment, Leftovers leftovers) {
    public Command {
      Objects.requireNonNull(owner);
      Objects.requireNonNull(folder);
      Objects.requireNonNull(leftovers);
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
      if (line.isEmpty()) throw new IllegalArgumentException("a command needs a program");
    }
  }

  /** How long those may live that a command has started and that left its session. */
  public enum Leftovers {
    /** Beyond our own end, as a server's do by {@code keep_detached}. */
    KEPT,
    /** Until we end: builds keep daemons that serve the next build (Gradle, sccache). */
    WITH_US,
    /** No longer than the command. */
    NONE
  }

  /**
   * What a run may use before it is stopped.
   *
   * @param time from start to end
   * @param outputBytes how much it may write to stdout and stderr together
   */
  public record Limits(Duration time, long outputBytes) {
    public Limits {
      if (!time.isPositive() || outputBytes <= 0) {
        throw new IllegalArgumentException("limits must be positive");
      }
    }

    private String timeInWords() {
      if (time.toMillis() % 1_000 != 0) return time.toMillis() + " ms";
      long seconds = time.toSeconds();
      return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private String outputInWords() {
      long mebi = 1024 * 1024;
      return (outputBytes % mebi == 0 ? outputBytes / mebi + " MiB" : outputBytes + " bytes")
          + " of output";
    }

    private static String count(long number, String unit) {
      return number + " " + unit + (number == 1 ? "" : "s");
    }
  }

  /** How a run ended. */
  public sealed interface Ending {
    /**
     * It ended by itself.
     *
     * @param tail the last lines of its output, at most 200, secrets taken out
     * @param took from its start to its own end
     */
    record Exited(Exit exit, List<String> tail, Duration took) implements Ending {
      public Exited {
        tail = List.copyOf(tail);
      }

      /** Whether it succeeded by its own account. */
      public boolean isSuccess() {
        return exit.code() == 0;
      }
    }

    /**
     * It was stopped, and all that it had started.
     *
     * @param limit what it broke, in words: {@code 10 minutes}
     * @param tail as in {@link Exited}
     */
    record OverLimit(String limit, List<String> tail) implements Ending {
      public OverLimit {
        tail = List.copyOf(tail);
      }
    }

    /**
     * It never ran.
     *
     * @param reason goes on from its name: {@code cannot run: "tsc" was not found on the PATH
     *     searched: …}
     */
    record NotStarted(String reason) implements Ending {}
  }

  /** What ends a run before anybody interrupts it. */
  private sealed interface End {
    record Gone(Exit exit) implements End {}

    record Broke(String limit) implements End {}
  }

  /**
   * Runs a command in the environment of a server.
   *
   * @param line as in {@link Command}
   * @param output as in {@link #run(Command, Limits, Consumer)}
   * @throws InterruptedException as there
   */
  public Ending run(ServerSpec.Stdio server, List<String> line, Path folder, Limits limits,
      Consumer<String> output) throws InterruptedException {
    var options = server.options();
    var given = environment.of(options.inherit(), server.env());
    var leftovers = options.keepDetached() ? Leftovers.KEPT : Leftovers.WITH_US;
    return run(new Command(server.name() + " (build)", line, folder, given, leftovers), limits,
        environment.redaction(given, line).also(server.secrets()), output);
  }

  /**
   * Runs a command until it ends or breaks a limit, and waits for it. To interrupt the caller is to
   * cancel the run.
   *
   * @param output gets each line of stdout and stderr as it comes, secrets taken out, blank ones
   *   left out and long ones cut, on a thread of the run; it must not block or throw
   * @throws InterruptedException when cancelled, after the command and all that it started are gone
   */
  public Ending run(Command command, Limits limits, Consumer<String> output)
      throws InterruptedException {
    return run(command, limits, environment.redaction(command.environment(), command.line()),
        output);
  }

  private Ending run(Command command, Limits limits, Redaction redaction, Consumer<String> output)
      throws InterruptedException {
    var marker = new Marker(instance, command.owner(), runs.incrementAndGet());
    var order = new Launcher.Order(marker, command.line(), command.folder(), command.environment(),
        command.leftovers() == Leftovers.KEPT);
    var end = new CompletableFuture<End>();
    var heard = new CommandOutput(redaction, output, limits.outputBytes(),
        () -> end.complete(new End.Broke(limits.outputInWords())));
    return switch (launcher.launch(order,
        (launch, starter) -> ChildProcess.start(launch, heard::drain, starter))) {
      case Launcher.Launched.Failed(var reason) -> new Ending.NotStarted(reason);
      case Launcher.Launched.Running running -> {
        var _ = running.child().exit().thenAccept(exit -> end.complete(new End.Gone(exit)));
        yield new Run(running, command.leftovers(), end, heard, timer).await(limits);
      }
    };
  }

  /** One run, confined to its caller. */
  private record Run(Launcher.Launched.Running running, Leftovers leftovers,
      CompletableFuture<End> end, CommandOutput output, Timer timer) {

    Ending await(Limits limits) throws InterruptedException {
      long begun = System.nanoTime();
      return switch (end(limits)) {
        case End.Gone(var exit) -> {
          var took = running.took().plusNanos(System.nanoTime() - begun);
          finish(
              leftovers == Leftovers.NONE ? running.sweep()::sweep : running.sweep()::sweepSession);
          // It may have been quicker than who counts what it wrote.
          yield output.isTooMuch() ? new Ending.OverLimit(limits.outputInWords(), output.tail())
              : new Ending.Exited(exit, output.tail(), took);
        }
        case End.Broke(var limit) -> {
          stop();
          yield new Ending.OverLimit(limit, output.tail());
        }
      };
    }

    private End end(Limits limits) throws InterruptedException {
      try {
        return end.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        return new End.Broke(limits.timeInWords());
      } catch (InterruptedException e) {
        stop();
        throw e;
      } catch (ExecutionException e) {
        throw new IllegalStateException("nothing fails a run", e);
      }
    }

    private void stop() {
      finish(() -> StopLadder.descend(running.child(), running.sweep(), () -> {}, Duration.ZERO,
          AFTER_TERM));
    }

    /** Does the rest on a thread of its own, where no further interruption cuts it short. */
    private void finish(Step step) {
      CompletableFuture
          .runAsync(step,
              task -> Thread.ofVirtual().name("stop-" + running.child().pid()).start(task))
          .join();
      output.end(timer);
    }
  }

  /** What waits, and is not to be interrupted. */
  private interface Step extends Runnable {
    Object take() throws InterruptedException;

    @Override
    default void run() {
      try {
        var _ = take();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody knows this thread", e);
      }
    }
  }
}
