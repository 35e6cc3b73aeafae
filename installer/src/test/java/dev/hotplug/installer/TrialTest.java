package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Probe.Finding;
import dev.hotplug.installer.Trial.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  private static final Finding ANSWERS = new Finding.Answers("x", "1",
      new TreeMap<>(Map.of("t", "{}")), Duration.ofMillis(1));

  private final List<String> tried = new ArrayList<>();

  @TempDir
  private Path folder;

  @Test
  void theLineOfThePlanComesFirst() throws InterruptedException {
    assertThat(run(_ -> ANSWERS)).isInstanceOf(Result.Answered.class);

    assertThat(tried).containsExactly("serve-it");
  }

  @Test
  void theOthersAreTriedUntilOneAnswers() throws InterruptedException {
    var result = run(line -> line.equals("serve-it stdio") ? ANSWERS : silent("usage: serve-it"));

    assertThat(result).isInstanceOfSatisfying(Result.Answered.class,
        answered -> assertThat(answered.start()).containsExactly("serve-it", "stdio"));
    assertThat(tried).containsExactly("serve-it", "serve-it --file x", "serve-it stdio");
  }

  @Test
  void nothingElseIsTriedWhereAVariableIsMissing() throws InterruptedException {
    var result = run(_ -> silent("API_KEY is required"));

    assertThat(result).isInstanceOfSatisfying(Result.Silent.class,
        silent -> assertThat(silent.diagnosis().reason()).contains("API_KEY"));
    assertThat(tried).hasSize(1);
  }

  @Test
  void nothingElseIsTriedWhereAPartIsMissing() throws InterruptedException {
    run(_ -> silent("Cannot find module 'zod'"));

    assertThat(tried).hasSize(1);
  }

  @Test
  void whatListensInsteadMayYetServeStdio() throws InterruptedException {
    var listening = new Finding.Silent("no answer", List.of(), List.of(), List.of(3000));

    var result = run(line -> line.equals("serve-it stdio") ? ANSWERS : listening);

    assertThat(result).isInstanceOf(Result.Answered.class);
  }

  @Test
  void theFirstFailureIsTheOneThatIsTold() throws InterruptedException {
    var result = run(line -> silent(line.equals("serve-it") ? "usage: serve-it PATH" : "no"));

    assertThat(result).isInstanceOfSatisfying(Result.Silent.class, silent -> {
      assertThat(silent.diagnosis().reason()).contains("usage: serve-it PATH");
      assertThat(silent.tail()).containsExactly("usage: serve-it PATH");
    });
    assertThat(tried).hasSize(4);
  }

  @Test
  void whatALaterTryMissesIsToldInstead() throws InterruptedException {
    var result = run(line -> silent(
        line.equals("serve-it stdio") ? "TOKEN_X is required" : "usage: serve-it <command>"));

    assertThat(result).isInstanceOfSatisfying(Result.Silent.class,
        silent -> assertThat(silent.diagnosis().reason()).contains("TOKEN_X"));
  }

  @Test
  void aServerIsTriedWhereItLiesBeforeItIsCurrent() throws InterruptedException {
    var home = new Home(folder);
    run(_ -> ANSWERS, plan(List.of("node", home.current() + "/x.js"), List.of()));

    assertThat(tried).containsExactly("node " + home.next() + "/x.js");
  }

  private Result run(Function<String, Finding> server) throws InterruptedException {
    return run(server, plan(List.of("serve-it"), List.of(List.of("serve-it", "--file", "x"),
        List.of("serve-it", "stdio"), List.of("serve-it", "mcp"))));
  }

  private Result run(Function<String, Finding> server, Plan plan) throws InterruptedException {
    Probe probe = (start, _) -> {
      var line = String.join(" ", start.command());
      tried.add(line);
      return server.apply(line);
    };
    try (var log = RunLog.begin(folder.resolve("logs"), "x", Instant.EPOCH, new Scrub(List.of()))) {
      return new Trial(probe, new Home(folder), folder, log, (_, _) -> {}).run(plan, Map.of());
    }
  }

  private static Finding silent(String line) {
    return new Finding.Silent("exit 1", List.of(), List.of(line), List.of());
  }

  private static Plan plan(List<String> start, List<List<String>> others) {
    return new Plan("x", "https://example.org/x", Optional.empty(), "a".repeat(40), "node",
        List.of(), start, others, List.of(), List.of(), List.of(), false, Listing.Exposure.HOTPLUG,
        "", List.of(), List.of(), Optional.empty());
  }
}
