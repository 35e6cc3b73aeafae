package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.Life.How;
import dev.hotplug.supervisor.Life.Origin;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of the generations of a server. */
class HistoryTest {

  @Test
  void aGenerationThatServesIsTheLastOne() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.timer().advance(Duration.ofSeconds(7));

      var lives = lives(scene);

      var life = lives.kept().getFirst();
      assertThat(lives.kept()).hasSize(1);
      assertThat(life.generation()).isEqualTo(1);
      assertThat(life.origin()).isEqualTo(Origin.REQUEST);
      assertThat(life.mode()).isEqualTo(Reload.SWAP);
      assertThat(life.service().orElseThrow().diff().added()).containsExactly("echo", "hold");
      assertThat(life.uptime(lives.at())).contains(Duration.ofSeconds(7));
      assertThat(life.end()).isEmpty();
      assertThat(life.gone()).isEmpty();
      assertThat(lives.lastStart()).contains(life);
    }
  }

  @Test
  void aReloadIsByRequestOrBecauseTheEntryHadChanged() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(upstream -> upstream.ready("echo"));
      Scene.started(scene.supervisor().reload(Scene.notes()));

      Scene.started(scene.supervisor().reload(Scene.replaced()));

      var kept = awaitGone(scene, 2).kept();
      assertThat(kept).extracting(Life::origin)
          .containsExactly(Origin.REQUEST, Origin.REQUEST, Origin.CONFIG);
      assertThat(kept).extracting(Life::mode)
          .containsExactly(Reload.SWAP, Reload.SWAP, Reload.REPLACE);
      assertThat(kept.get(1).service().orElseThrow().diff().removed()).containsExactly("hold");
      assertThat(hows(kept)).containsExactly(How.SUPERSEDED, How.SUPERSEDED);
      assertThat(kept.get(1).gone().orElseThrow().stopped())
          .contains(new Stopped(Stopped.EndedBy.EOF, List.of()));
    }
  }

  @Test
  void aReloadBecauseFilesWereChangedNamesThem() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      var files = IntStream.range(0, 25).mapToObj(i -> "%02d.py".formatted(i)).toList();

      Scene.started(scene.supervisor().changed("notes", Change.of(Change.Kind.FILES, files)));

      var life = awaitGone(scene, 1).kept().getLast();
      assertThat(life.origin()).isEqualTo(Origin.FILES);
      assertThat(life.files()).isEqualTo(files.subList(0, Change.MOST_NAMED));
    }
  }

  @Test
  void aReloadBecauseItsEntryWasChangedStartsTheNewOne() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      var change = Change.of(Change.Kind.CONFIG, List.of(".mcp.json"));

      Scene.started(scene.supervisor().changed(Scene.replaced(), change));

      var life = awaitGone(scene, 1).kept().getLast();
      assertThat(life.origin()).isEqualTo(Origin.CONFIG);
      assertThat(life.mode()).isEqualTo(Reload.REPLACE);
    }
  }

  @Test
  void aCallStartsOneAndAnUnloadEndsIt() throws Exception {
    try (var scene = new Scene()) {
      scene.supervisor().remember(Scene.notes());
      scene.echo();

      Scene.get(scene.supervisor().unload("notes"));

      var life = awaitGone(scene, 1).kept().getFirst();
      assertThat(life.origin()).isEqualTo(Origin.CALL);
      assertThat(life.end()).map(Life.End::how).contains(How.UNLOADED);
    }
  }

  @Test
  void aCrashIsKeptWithItsExitAndTheRestartCounted() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes()).crash();
      scene.heard().await(SupervisorEvent.Restarting.class);
      scene.timer().advance(Duration.ofSeconds(10));
      scene.heard().await(SupervisorEvent.Reloaded.class);

      var lives = awaitGone(scene, 1);

      var end = lives.kept().getFirst().end().orElseThrow();
      assertThat(end.how()).isEqualTo(How.CRASHED);
      assertThat(end.cause().orElseThrow().exit()).isEqualTo(new Exit(1));
      assertThat(lives.kept().getLast().origin()).isEqualTo(Origin.CRASH);
      assertThat(lives.restarts()).isEqualTo(1);
    }
  }

  @Test
  void aGenerationThatDiesWhileItLeavesHasLostItsCalls() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      var held = scene.call("hold");
      old.heldCall();
      old.stopsAs(new Stopped(Stopped.EndedBy.ITSELF, List.of(), new Exit(137)));
      Scene.started(scene.supervisor().reload(Scene.notes()));

      old.crash();

      assertThat(Scene.get(held.outcome())).isInstanceOf(CallOutcome.Lost.class);
      var gone = awaitGone(scene, 1).kept().getFirst().gone().orElseThrow();
      assertThat(gone.callsCut()).isEqualTo(1);
      assertThat(gone.stopped().orElseThrow().exit()).isEqualTo(new Exit(137));
    }
  }

  @Test
  void aServerWhoseWorkIsDoneHasExited() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      assertThat(scene.echo()).isEqualTo(1);
      server.exit();

      assertThat(hows(awaitGone(scene, 1).kept())).containsExactly(How.EXITED);
    }
  }

  @Test
  void aFailedStartIsKeptWithItsCause() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(ScriptedUpstream::failToStart);
      Scene.get(scene.supervisor().load(Scene.notes()));

      var life = awaitGone(scene, 1).kept().getFirst();

      assertThat(life.end()).map(Life.End::how).contains(How.FAILED_START);
      assertThat(life.end().flatMap(Life.End::cause).orElseThrow().what())
          .isEqualTo("ended: exit code 1");
      assertThat(life.service()).isEmpty();
      assertThat(life.uptime(scene.timer().instant())).isEmpty();
    }
  }

  @Test
  void aStartThatANewerOneOvertookNeverServed() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(_ -> {});
      var first = scene.supervisor().reload(Scene.notes());
      scene.connector().next();
      scene.connector().script(upstream -> upstream.ready("echo"));

      Scene.started(scene.supervisor().reload(Scene.notes()));

      Scene.started(first);
      var overtaken = awaitGone(scene, 2).kept().get(1);
      assertThat(overtaken.end()).map(Life.End::how).contains(How.SUPERSEDED);
      assertThat(overtaken.service()).isEmpty();
    }
  }

  @Test
  void aStartThatWasCalledOffIsNotTheLastOne() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(_ -> {});
      var _ = scene.supervisor().reload(Scene.notes());
      scene.connector().next();

      Scene.get(scene.supervisor().unload("notes"));

      var lives = awaitGone(scene, 2);
      assertThat(lives.kept().getLast().end()).map(Life.End::how).contains(How.UNLOADED);
      assertThat(lives.lastStart()).map(Life::generation).contains(1L);
    }
  }

  @Test
  void theLastWordsOutliveTheLog() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      var log = scene.supervisor().log("notes").orElseThrow();
      for (int line = 1; line <= 25; line++) log.add(1, "line " + line + "x".repeat(1_000));
      assertThat(lives(scene).kept().getFirst().stderr()).hasSize(20);
      Scene.get(scene.supervisor().unload("notes"));
      awaitGone(scene, 1);

      for (int line = 0; line < 1_000; line++) log.add(2, "y".repeat(4_000));

      assertThat(lives(scene).kept().getFirst().stderr()).hasSize(20)
          .allMatch(text -> text.length() <= 301)
          .first()
          .asString()
          .startsWith("line 6x");
    }
  }

  @Test
  void whatIsCutEndsWithAWholeCharacter() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      var log = scene.supervisor().log("notes").orElseThrow();

      log.add(1, "\uD83D\uDE00".repeat(1_000));
      log.add(1, "x" + "\uD83D\uDE00".repeat(1_000));

      assertThat(lives(scene).kept().getFirst().stderr()).hasSize(2)
          .allMatch(line -> line.endsWith("\uD83D\uDE00…"));
    }
  }

  @Test
  void theOldestGenerationsAreForgottenAndCounted() throws Exception {
    try (var scene = new Scene()) {
      for (int start = 0; start < History.MOST + 3; start++) {
        Scene.started(scene.supervisor().reload(Scene.notes()));
        awaitGone(scene, Math.min(start, History.MOST - 1));
      }

      var lives = lives(scene);

      assertThat(lives.kept()).hasSize(History.MOST);
      assertThat(lives.forgotten()).isEqualTo(3);
      assertThat(lives.kept().getFirst().generation()).isEqualTo(4);
    }
  }

  @Test
  void aGenerationThatServesIsNotForgotten() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      for (int start = 1; start <= History.MOST + 1; start++) {
        scene.connector().script(ScriptedUpstream::failToStart);
        Scene.get(scene.supervisor().reload(Scene.notes()));
        awaitGone(scene, Math.min(start, History.MOST - 1));
      }

      var lives = lives(scene);

      assertThat(lives.kept()).hasSize(History.MOST);
      assertThat(lives.kept().getFirst().generation()).isEqualTo(1);
      assertThat(lives.kept().get(1).generation()).isEqualTo(4);
      assertThat(lives.forgotten()).isEqualTo(2);
    }
  }

  @Test
  void aLongDiffIsCut() throws Exception {
    try (var scene = new Scene()) {
      var names = new String[120];
      for (int i = 0; i < names.length; i++) names[i] = "tool_" + i;
      scene.connector().script(upstream -> upstream.ready(names));
      scene.load(Scene.notes());

      var service = lives(scene).kept().getFirst().service().orElseThrow();

      assertThat(service.diff().added()).hasSize(50);
      assertThat(service.diffLeftOut()).isEqualTo(70);
    }
  }

  @Test
  void aServerNobodyKnowsHasNone() {
    try (var scene = new Scene()) {
      assertThat(scene.supervisor().history("nobody")).isEmpty();
    }
  }

  private static Lives lives(Scene scene) {
    return scene.supervisor().history("notes").orElseThrow();
  }

  /** Waits until so many generations are gone. */
  private static Lives awaitGone(Scene scene, int count) {
    return await(scene,
        lives -> lives.kept().stream().filter(it -> it.gone().isPresent()).count() == count);
  }

  private static Lives await(Scene scene, Predicate<Lives> wanted) {
    long end = System.nanoTime() + Scene.PATIENCE.toNanos();
    var lives = lives(scene);
    while (!wanted.test(lives)) {
      assertThat(System.nanoTime()).as("%s", lives).isLessThan(end);
      Thread.onSpinWait();
      lives = lives(scene);
    }
    return lives;
  }

  private static List<How> hows(List<Life> kept) {
    return kept.stream().map(Life::end).flatMap(Optional::stream).map(Life.End::how).toList();
  }
}
