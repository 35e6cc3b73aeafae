package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the steps of a plan, one after the other. Confined to its caller. */
record Build(Commands commands, Map<String, String> environment, RunLog log, Progress progress) {
  private static final Commands.Limits LIMITS = new Commands.Limits(Duration.ofMinutes(10),
      64L * 1024 * 1024);

  /** How many of the last lines are shown where a step failed. */
  private static final int TAIL = 40;

  /**
   * How it went.
   *
   * @param failure what failed; empty when it is built
   * @param remarks what had to be tried twice
   */
  record Result(Optional<Failure> failure, List<String> remarks) {
    Result {
      remarks = List.copyOf(remarks);
    }
  }

  /** A step that failed, and with it the build. */
  record Failure(String step, String reason, List<String> tail, String nextStep) {
    Failure {
      tail = List.copyOf(tail);
    }
  }

  Result run(List<Plan.Order> orders) throws InterruptedException {
    var remarks = new ArrayList<String>();
    for (int i = 0; i < orders.size(); i++) {
      var order = orders.get(i);
      var number = "build " + (i + 1) + "/" + orders.size() + ": ";
      var failure = attempt(number, order.line(), order);
      if (failure.isPresent() && !order.retry().isEmpty()) {
        remarks.add("\"" + words(order.line()) + "\" failed, \"" + words(order.retry())
            + "\" was run in its place: what is installed may differ from what its author locked.");
        failure = attempt(number, order.retry(), order);
      }
      if (failure.isPresent()) return new Result(failure, remarks);
    }
    return new Result(Optional.empty(), remarks);
  }

  private Optional<Failure> attempt(String number, List<String> line, Plan.Order order)
      throws InterruptedException {
    var step = number + words(line);
    log.add(step);
    progress.on(step, "");
    var built = JarChoice.folder(line);
    return built.isPresent() ? pick(step, built.get()) : command(step, line, order);
  }

  private Optional<Failure> pick(String step, Path built) {
    try {
      var jar = JarChoice.make(built);
      if (jar.isPresent()) {
        log.add("picked " + jar.get());
        return Optional.empty();
      }
      return Optional.of(new Failure(step,
          reason(step, "found no jar that starts by itself: none has a Main-Class"), List.of(),
          "Its own build has to make one (with the shade plugin or the like); subdir (--subdir) and"
              + " server_file (--server-file) pick another part of it."));
    } catch (IOException e) {
      return Optional.of(failure(step, "could not be done: " + e.getMessage(), List.of()));
    }
  }

  private Optional<Failure> command(String step, List<String> line, Plan.Order order)
      throws InterruptedException {
    var ending = commands.run(new Commands.Command(line, Path.of(order.folder()), environment),
        LIMITS, said -> {
          log.add(said);
          progress.on(step, said);
        });
    return switch (ending) {
      case Commands.Ending.Exited exited when exited.isSuccess() -> Optional.empty();
      case Commands.Ending.Exited(var code, var tail, var took) -> Optional.of(failure(step,
          "ended with exit code " + code + " after " + took.toSeconds() + " s", tail));
      case Commands.Ending.OverLimit(var limit, var tail) ->
        Optional.of(failure(step, "was stopped after " + limit, tail));
      case Commands.Ending.NotStarted(var reason) -> Optional.of(failure(step, reason, List.of()));
    };
  }

  private static Failure failure(String step, String what, List<String> tail) {
    var last = tail.subList(Math.max(0, tail.size() - TAIL), tail.size());
    return new Failure(step, reason(step, what), last, BuildAdvice.of(last));
  }

  private static String reason(String step, String what) {
    return "\"" + step.substring(step.indexOf(": ") + 2) + "\" " + what + ".";
  }

  private static String words(List<String> line) {
    return String.join(" ", line);
  }
}
