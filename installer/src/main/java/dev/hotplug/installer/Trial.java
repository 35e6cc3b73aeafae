package dev.hotplug.installer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Finds the start line with which a built server answers: the one of the plan first, then the
 * others, until one answers or it is clear that none will.
 *
 * @param folder where the server will run
 */
record Trial(Probe probe, Home home, Path folder, RunLog log, Progress progress) {
  private static final Duration FIRST = Duration.ofSeconds(30);

  /** Whoever has not answered once is not given as long again. */
  private static final Duration OTHERS = Duration.ofSeconds(10);

  /** How it went. */
  sealed interface Result {

    /**
     * It answers.
     *
     * @param start the start line of the plan that it answered to
     */
    record Answered(List<String> start, Probe.Finding.Answers answer) implements Result {}

    /** It does not; told is what the first of its failures was about. */
    record Silent(Diagnosis diagnosis, List<String> tail) implements Result {
      public Silent {
        tail = List.copyOf(tail);
      }
    }
  }

  /**
   * Tries {@code plan}, of which the version lies behind {@link Home#next}.
   *
   * @param environment the variables that the server is given, with their values
   */
  Result run(Plan plan, Map<String, String> environment) throws InterruptedException {
    var wanted = plan.env().stream().filter(name -> !plan.given().contains(name)).toList();
    var first = attempt(plan.start(), environment, FIRST);
    if (!(first instanceof Probe.Finding.Silent silent)) return answered(plan.start(), first);
    var diagnosis = Symptoms.read(silent, wanted);
    if (isFinal(diagnosis)) return new Result.Silent(diagnosis, tail(silent));
    for (var start : plan.otherStarts()) {
      var finding = attempt(start, environment, OTHERS);
      if (!(finding instanceof Probe.Finding.Silent other)) return answered(start, finding);
      var better = Symptoms.read(other, wanted);
      // With the right arguments it may have come far enough to miss something else.
      if (better instanceof Diagnosis.MissingVariables)
        return new Result.Silent(better, tail(other));
    }
    return new Result.Silent(diagnosis, tail(silent));
  }

  private static Result answered(List<String> start, Probe.Finding finding) {
    return switch (finding) {
      case Probe.Finding.Answers answers -> new Result.Answered(start, answers);
      case Probe.Finding.Silent _ -> throw new IllegalArgumentException("it did not");
    };
  }

  /** No argument adds what is missing. */
  private static boolean isFinal(Diagnosis diagnosis) {
    return switch (diagnosis) {
      case Diagnosis.MissingVariables _, Diagnosis.BuildIncomplete _, Diagnosis.OtherRuntime _ ->
        true;
      case Diagnosis.NeedsArguments _, Diagnosis.HttpServer _, Diagnosis.Unclear _ -> false;
    };
  }

  private Probe.Finding attempt(List<String> start, Map<String, String> environment,
      Duration patience) throws InterruptedException {
    var line = start.stream().map(this::beforeItIsCurrent).toList();
    log.add("probe: " + String.join(" ", line));
    progress.on("probe", String.join(" ", line));
    var finding = probe.probe(new Probe.StartLine(line, folder, environment), patience);
    switch (finding) {
      case Probe.Finding.Answers(var name, var version, var tools, var took) ->
        log.add("probe: " + name + " " + version + " answered after " + took.toMillis() + " ms, "
            + tools.size() + " tools");
      case Probe.Finding.Silent silent -> {
        log.add("probe: " + silent.cause());
        silent.stdout().forEach(log::add);
        silent.stderr().forEach(log::add);
      }
    }
    return finding;
  }

  private String beforeItIsCurrent(String word) {
    return word.replace(home.current().toString(), home.next().toString());
  }

  private static List<String> tail(Probe.Finding.Silent silent) {
    return silent.stderr().isEmpty() ? silent.stdout() : silent.stderr();
  }
}
