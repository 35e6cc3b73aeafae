package dev.hotplug.app.watch;

import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.CommandRun;
import dev.hotplug.upstream.CommandRun.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds by running a command in the server's folder, with the server's environment. */
record CommandBuilder(CommandRun commands, Supervisor supervisor,
    InstantSource clock) implements Builder {
  private static final CommandRun.Limits LIMITS = new CommandRun.Limits(Duration.ofMinutes(10),
      64 * 1024 * 1024);

  /** Where errors are looked for: what comes first, and what comes last anyway. */
  private static final int FIRST_LINES = 5_000;

  @Override
  public BuildResult build(Plan plan, BuildStep step, List<String> files)
      throws InterruptedException {
    var at = clock.instant();
    var first = new ConcurrentLinkedQueue<String>();
    var heard = new AtomicInteger();
    var ending = commands.run(plan.spec(), step.command(), step.folder(), LIMITS, line -> {
      if (heard.incrementAndGet() <= FIRST_LINES) first.add(line);
      log(plan.spec().name(), line);
    });
    var took = Duration.between(at, clock.instant());
    return switch (ending) {
      case Ending.Exited exited when exited.isSuccess() ->
        new BuildResult(at, true, took, files, "succeeded", List.of());
      case Ending.Exited(var exit, var tail, var _) ->
        failed(at, took, files, exit.words(), errors(first, tail));
      case Ending.OverLimit(var limit, var tail) ->
        failed(at, took, files, "was stopped after " + limit, errors(first, tail));
      case Ending.NotStarted(var reason) ->
        failed(at, took, files, "could not be started: " + reason, List.of());
    };
  }

  private static BuildResult failed(Instant at, Duration took, List<String> files, String outcome,
      List<String> errors) {
    return new BuildResult(at, false, took, files, outcome, errors);
  }

  private static List<String> errors(Collection<String> first, List<String> tail) {
    var named = BuildErrors.named(List.copyOf(first));
    return named.isEmpty() ? BuildErrors.in(tail) : named;
  }

  /** What a build writes is kept with what its server writes. */
  private void log(String server, String line) {
    supervisor.log(server)
        .ifPresent(log -> log.add(
            supervisor.status(server).map(ServerStatus::generation).orElse(0L), "[build] " + line));
  }
}
