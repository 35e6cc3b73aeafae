package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an installation can fail of, held against the table of {@code docs/installing.md}. */
class FailureDocsTest {
  private static final Path ROOT = Path
      .of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"));
  private static final Path SOURCES = ROOT.resolve("installer/src/main/java");
  private static final Path LISTINGS = ROOT.resolve("app/src/main/java/dev/hotplug/app/install");

  /** What makes a failure, with its reason first, but for the step that failed. */
  private static final Set<String> REASON_FIRST = Set.of("new Unfetchable", "new Detection.Nothing",
      "nothing", "refused", "failed", "new Failed", "new InstallOutcome.Failed",
      "new UninstallOutcome.Refused");

  /** The same, behind something else. */
  private static final Set<String> REASON_SECOND = Set.of("new Finding.Obstacle", "new Failure",
      "failure");

  private static final Pattern STEP = Pattern.compile("\\s*\"[a-z]+\"");

  private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\|([^|]*)\\|[^|]*\\|[^|]*\\|$");
  private static final Pattern PHRASE = Pattern.compile("`([^`]+)`");

  private final List<String> phrases = phrases();

  FailureDocsTest() throws IOException {}

  @Test
  void everyReasonIsInTheTable() throws IOException {
    var reasons = new ArrayList<String>();
    for (var source : sources(SOURCES)) {
      for (var maker : REASON_FIRST) reasons.addAll(reasons(source, maker, 0));
      for (var maker : REASON_SECOND) reasons.addAll(reasons(source, maker, 1));
    }

    // Where it is passed on, there is no text, or part of a word.
    reasons.removeIf(it -> !it.contains(" "));
    assertThat(reasons).hasSizeGreaterThan(50);
    assertThat(reasons.stream().filter(it -> phrases.stream().noneMatch(it::contains))).isEmpty();
  }

  @Test
  void everyDiagnosisIsInTheTable() {
    var all = List.of(new Diagnosis.MissingVariables(List.of("…")),
        new Diagnosis.NeedsArguments("…"), new Diagnosis.HttpServer("…"),
        new Diagnosis.BuildIncomplete("…"), new Diagnosis.OtherRuntime("…"),
        new Diagnosis.Unclear("ended before it answered initialize: exit code 1"));

    assertThat(all).extracting(Object::getClass)
        .containsExactlyInAnyOrder(Diagnosis.class.getPermittedSubclasses());
    assertThat(
        all.stream().map(it -> it.reason()).filter(it -> phrases.stream().noneMatch(it::contains)))
        .isEmpty();
  }

  @Test
  void theTableTellsNothingThatIsNeverSaid() throws IOException {
    var said = new ArrayList<String>();
    for (var source : sources(SOURCES)) said.add(JavaCalls.literals(source));
    for (var source : sources(LISTINGS)) said.add(JavaCalls.literals(source));
    // Put together from what a process did, elsewhere.
    said.add("ended before it answered initialize, did not answer initialize within");

    assertThat(phrases).hasSizeGreaterThan(50);
    assertThat(phrases.stream().filter(it -> said.stream().noneMatch(text -> text.contains(it))))
        .isEmpty();
  }

  private static List<String> reasons(String source, String maker, int at) {
    return new JavaCalls(source).of(maker).stream().map(it -> reason(it, at)).toList();
  }

  private static String reason(List<String> call, int at) {
    int reason = STEP.matcher(call.getFirst()).matches() ? 1 : at;
    return reason < call.size() ? JavaCalls.literals(call.get(reason)) : "";
  }

  private static List<String> sources(Path folder) throws IOException {
    var all = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        all.add(Files.readString(file));
      }
    }
    return all;
  }

  private static List<String> phrases() throws IOException {
    var docs = Files.readString(ROOT.resolve("docs/installing.md"));
    var table = docs.substring(docs.indexOf("## When it fails"));
    return Matches.all(ROW, table)
        .flatMap(row -> Matches.all(PHRASE, row))
        .map(phrase -> phrase.replaceAll("\\s*…\\s*", "…").replaceAll("^…|…$", ""))
        .toList();
  }
}
