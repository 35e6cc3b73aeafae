package dev.hotplug.installer;

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
    return new Failure(step, "\"" + step.substring(step.indexOf(": ") + 2) + "\" " + what
        + ". Nothing was installed and nothing was listed.", last, nextStep(last));
  }

  private static String nextStep(List<String> tail) {
    boolean isAboutScripts = tail.stream()
        .anyMatch(line -> line.contains("node-gyp") || line.contains("bindings file"));
    return isAboutScripts
        ? "One of its packages wants to compile code while it is installed: allow_scripts true "
            + "(--allow-scripts) lets it."
        : "Read the log; another ref (--ref) may build, or subdir (--subdir) and server_file "
            + "(--server-file) pick another part of it.";
  }

  private static String words(List<String> line) {
    return String.join(" ", line);
  }
}
