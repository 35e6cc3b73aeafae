package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.app.tools.Catalogs;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Retirement;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to a server, in the words in which it is shown. */
class JournalTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:03:04Z");
  private static final String NAME = "notes";
  private static final Cause EXIT = new Cause("exited: exit code 1", null, List.of("no shown here"),
      "Install it.");
  private static final ServerSpec SPEC = new ServerSpec.Stdio(NAME, "node", List.of(), Map.of(),
      null, Options.DEFAULT);

  private final Journal journal = new Journal(NAME, () -> AT);

  @Test
  void aStartIsToldWithItsTimeAndItsTools() {
    happens(new SupervisorEvent.Loaded(NAME, started(1, "add", "sub")));

    told(Kind.NEWS, "generation 1 serves, 0.22 s; 2 tools: add, sub");
  }

  @Test
  void aReloadIsToldWithWhatWasChangedAndWhatCameOfIt() {
    happens(starting(2, "a.py", "b.py"));
    happens(new SupervisorEvent.Reloaded(NAME, started(2, "add")));
    happens(starting(3));
    happens(
        new SupervisorEvent.Reloaded(NAME, started(3, new CatalogDiff(List.of("n"), List.of("o"),
            List.of(new CatalogDiff.Changed("c", false), new CatalogDiff.Changed("d", true))))));

    told(Kind.NEWS, "generation 2 serves (files: a.py, b.py), 0.22 s; the same tools",
        "generation 3 serves, 0.22 s; tools +n -o ~c ~d!");
  }

  @Test
  void aFailureIsToldInThreePartsAndWithWhatMayHelp() {
    happens(starting(2, "a.py"));
    happens(new SupervisorEvent.StartFailed(NAME, 2, EXIT, OptionalLong.of(1)));
    happens(new SupervisorEvent.StartFailed(NAME, 3, EXIT, OptionalLong.empty()));

    told(Kind.TROUBLE,
        "generation 2 did not start (files: a.py): it exited: exit code 1. Generation 1 still "
            + "serves. Mend it and save, or press r.",
        "Install it.", "generation 3 did not start: it exited: exit code 1. Nothing serves. Mend "
            + "it and save, or press r.",
        "Install it.");
    assertThat(journal.failures()).isEqualTo(2);
  }

  @Test
  void anEndIsTold() {
    happens(new SupervisorEvent.Exited(NAME, 1, Cause.of("was killed")));
    happens(new SupervisorEvent.KeptEnded(NAME, 1, Cause.of("was killed")));
    told(Kind.TROUBLE, "generation 1 ended by itself: it was killed",
        "generation 1, which was kept, ended by itself: it was killed");

    happens(new SupervisorEvent.Restarting(NAME, 1, Duration.ofMillis(200)));
    told(Kind.NEWS, "it is started again in 200 ms, after crash 1");

    happens(new SupervisorEvent.GaveUp(NAME, Cause.of("was killed")));
    told(Kind.TROUBLE, "it crashed too often and is left alone: it was killed. It does not run. "
        + "Mend it and save, or press r.");

    happens(new SupervisorEvent.Unloaded(NAME));
    told(Kind.NEWS, "it was unloaded");

    happens(retired(Stopped.EndedBy.EOF));
    told(Kind.NEWS);

    happens(retired(Stopped.EndedBy.TERM));
    told(Kind.TROUBLE, "Generation 1 ignored the end of its stdin and needed SIGTERM; a server "
        + "should exit when its stdin is closed.");
  }

  @Test
  void ofWhatItIsToldItKeepsWhatNothingElseSays() {
    journal.tell(Severity.INFO, NAME, "reloaded");
    journal.tell(Severity.ERROR, NAME, "failed");
    journal.tell(Severity.WARNING, NAME, "it loops");
    journal.tell(Severity.ERROR, "hotplug", "a mistake");

    told(Kind.TROUBLE, "it loops", "a mistake");
  }

  @Test
  void aWarningIsToldOncePerGeneration() {
    journal.warn("it lacks annotations");
    journal.warn("it lacks annotations");
    told(Kind.TROUBLE, "it lacks annotations");

    happens(new SupervisorEvent.Reloaded(NAME, started(2)));
    journal.warn("it lacks annotations");
    assertThat(journal.take()).extracting(Item::first)
        .containsExactly("generation 2 serves, 0.22 s; the same tools", "it lacks annotations");
  }

  @Test
  void whatRepeatedCallsCameToIsTold() {
    journal.repeated(NAME, new Outcome(List.of(), List.of()));

    told(Kind.NEWS, "0 calls were repeated: 0 answered as before, 0 otherwise, 0 not at all");
  }

  @Test
  void aBuildIsToldWithItsErrors() {
    assertThat(Wording.built(built(true), OptionalLong.of(1)))
        .isEqualTo("the build succeeded, 2.10 s");
    assertThat(Wording.built(built(false), OptionalLong.of(1)))
        .isEqualTo("the build failed: exit code 2, 2.10 s. Generation 1 still serves. Mend it and "
            + "save, or press r.\na.ts(1,2): no\nb.ts(1,2): no");
  }

  @Test
  void whatIsManyIsCounted() {
    var names = IntStream.range(0, 20).mapToObj(i -> "t" + i).toArray(String[]::new);
    var files = IntStream.range(0, 30).mapToObj(i -> "f" + i).toArray(String[]::new);
    happens(new SupervisorEvent.Loaded(NAME, started(1, names)));
    happens(starting(2, files));
    happens(new SupervisorEvent.Reloaded(NAME, started(2, names)));

    told(Kind.NEWS,
        "generation 1 serves, 0.22 s; 20 tools: t0, t1, t2, t3, t4, t5, t6, t7 and 12 more",
        "generation 2 serves (files: f0, f1, f2, f3, f4, f5, f6, f7 and 22 more), 0.22 s; the same"
            + " tools");
    assertThat(Wording.tools(new CatalogDiff(List.of(names), List.of(), List.of())))
        .isEqualTo("tools +t0 +t1 +t2 +t3 +t4 +t5 +t6 +t7 and 12 more");
  }

  @Test
  void whatNobodyFetchesIsForgottenTheOldestFirst() {
    for (int i = 0; i < 1_500; i++) journal.add(Kind.ANSWER, "a" + i);

    var items = journal.take();

    assertThat(items).hasSize(1_000);
    assertThat(items.getFirst().first()).isEqualTo("a500");
    assertThat(journal.take()).isEmpty();
  }

  @Test
  void whatATerminalWouldObeyIsNotShownAndNoTextIsLong() {
    var item = Item.of(AT, Kind.OUTPUT, "\u001b[2J\u001b[31mred\u001b[0m\ta\u0007\u009b1m\u202Eb");
    assertThat(item.lines()).containsExactly("red  a1mb");

    assertThat(Item.of(AT, Kind.OUTPUT, "").lines()).containsExactly("");
    assertThat(Item.of(AT, Kind.NEWS, "x\n".repeat(1_000)).lines()).hasSize(41)
        .endsWith("(960 more lines)");
    assertThat(Item.of(AT, Kind.CALL, "x\n".repeat(1_000)).lines()).hasSize(501)
        .endsWith("(500 more lines)");
    assertThat(Item.of(AT, Kind.CALL, ("x".repeat(1_000) + "\n").repeat(400)).lines()).hasSize(101)
        .endsWith("(300 more lines)");
    assertThat(Item.of(AT, Kind.CALL, "x".repeat(100_000)).first()).hasSize(1_000);
  }

  private void happens(SupervisorEvent event) {
    journal.happened(event);
  }

  private void told(Kind kind, String... lines) {
    var items = journal.take();
    assertThat(items).allMatch(item -> item.kind() == kind && item.time().equals(AT));
    assertThat(items.stream().flatMap(item -> item.lines().stream())).containsExactly(lines);
  }

  private static SupervisorEvent starting(long generation, String... files) {
    return new SupervisorEvent.Starting(NAME, generation, SPEC, files.length == 0 ? Optional.empty()
        : Optional.of(Change.of(Change.Kind.FILES, List.of(files))));
  }

  private static Started started(long generation, String... names) {
    return started(generation, Catalogs.of(
        List.of(names).stream().map(name -> Catalogs.tool(name, "", "{}")).toArray(Tool[]::new)),
        new CatalogDiff(List.of(), List.of(), List.of()));
  }

  private static Started started(long generation, CatalogDiff diff) {
    return started(generation, ToolCatalog.EMPTY, diff);
  }

  private static Started started(long generation, ToolCatalog tools, CatalogDiff diff) {
    var timing = new Readiness.Timing(Duration.ofMillis(10), Duration.ofMillis(200),
        Duration.ofMillis(10));
    return new Started(generation, OptionalLong.empty(), Reload.SWAP, tools, diff, timing,
        Duration.ofMillis(1), Optional.empty());
  }

  private static SupervisorEvent retired(Stopped.EndedBy endedBy) {
    return new SupervisorEvent.Retired(NAME,
        new Retirement(1, new Stopped(endedBy, List.of()), 0, 0, "a newer one serves"));
  }

  private static BuildResult built(boolean isSuccess) {
    return new BuildResult(AT, isSuccess, Duration.ofMillis(2_100), List.of("a.ts"), "exit code 2",
        List.of("a.ts(1,2): no", "b.ts(1,2): no"));
  }
}
