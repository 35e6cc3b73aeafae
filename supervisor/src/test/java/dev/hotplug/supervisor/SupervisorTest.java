package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.SupervisorEvent.Exited;
import dev.hotplug.supervisor.SupervisorEvent.GaveUp;
import dev.hotplug.supervisor.SupervisorEvent.Loaded;
import dev.hotplug.supervisor.SupervisorEvent.Reloaded;
import dev.hotplug.supervisor.SupervisorEvent.Restarting;
import dev.hotplug.supervisor.SupervisorEvent.Retired;
import dev.hotplug.supervisor.SupervisorEvent.StartFailed;
import dev.hotplug.supervisor.SupervisorEvent.ToolsChanged;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Hindrance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  @Test
  void toolsThatChangeWithoutAStartAreToldAndTheSameOnesAreNot() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var before = ScriptedUpstream.offering("echo");
      var now = ScriptedUpstream.offering("echo", "more");

      server.turns(before, ScriptedUpstream.offering("echo"));
      server.turns(before, now);

      assertThat(scene.heard().all(ToolsChanged.class))
          .containsExactly(new ToolsChanged("notes", 1, now, CatalogDiff.between(before, now)));
    }
  }

  @Test
  void manyWhoLoadAtOnceStartItOnce() throws Exception {
    try (var scene = new Scene(); var loaders = Executors.newVirtualThreadPerTaskExecutor()) {
      var loads = LongStream.range(0, 64)
          .mapToObj(
              _ -> loaders.submit(() -> Scene.started(scene.supervisor().load(Scene.notes()))))
          .toList();

      for (var load : loads) assertThat(load.get().generation()).isEqualTo(1);
      assertThat(scene.connector().opened()).hasSize(1);
      assertThat(scene.heard().all(Loaded.class)).hasSize(1);
    }
  }

  @Test
  void aReloadIsAnsweredByTheNewGenerationAndTheOldOneGoes() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      scene.connector().script(it -> it.ready("echo", "new"));

      var started = Scene.started(scene.supervisor().reload(Scene.notes()));

      assertThat(started.generation()).isEqualTo(2);
      assertThat(started.oldGeneration()).hasValue(1);
      assertThat(started.mode()).isEqualTo(Reload.SWAP);
      assertThat(started.diff())
          .isEqualTo(new CatalogDiff(List.of("new"), List.of("hold"), List.of()));
      assertThat(scene.echo()).isEqualTo(2);
      assertThat(scene.heard().await(Retired.class).retirement().generation()).isEqualTo(1);
      assertThat(old.closings()).isEqualTo(1);
      assertThat(scene.heard().all(Reloaded.class)).extracting(Reloaded::started)
          .containsExactly(started);
    }
  }

  @Test
  void byReplacementTheOldGenerationIsGoneBeforeTheNewOneStartsAndIsNamedAllTheSame()
      throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.replaced());
      var othersLiving = new ArrayList<Long>();
      scene.connector().script(it -> {
        othersLiving.add(scene.connector().living());
        it.ready("new");
      });
      old.stubborn();

      var reload = scene.supervisor().reload(Scene.replaced());
      old.die();
      var started = Scene.started(reload);

      assertThat(othersLiving).containsExactly(0L);
      assertThat(started.oldGeneration()).hasValue(1);
      assertThat(started.diff())
          .isEqualTo(new CatalogDiff(List.of("new"), List.of("echo", "hold"), List.of()));
      assertThat(scene.heard().await(Reloaded.class).started()).isEqualTo(started);
    }
  }

  @Test
  void aBrokenEditLeavesTheOldGenerationServing() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(ScriptedUpstream::failToStart);

      var outcome = Scene.get(scene.supervisor().reload(Scene.notes()));

      assertThat(outcome).isInstanceOfSatisfying(StartOutcome.Failed.class, failed -> {
        assertThat(failed.stillServing()).hasValue(1);
        assertThat(failed.cause().stderrTail()).containsExactly("last words");
      });
      assertThat(scene.echo()).isEqualTo(1);
      assertThat(scene.heard().await(StartFailed.class).stillServing()).hasValue(1);
      assertThat(scene.status().lastFailure()).extracting(cause -> cause.exit())
          .isEqualTo(new Exit(1));
    }
  }

  @Test
  void aSupersededCandidateIsClosedAndItsWaitersGetTheNewest() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(_ -> {});
      var first = scene.supervisor().reload(Scene.notes());
      var candidate = scene.connector().next();
      scene.connector().script(it -> it.ready("echo"));

      var second = scene.supervisor().reload(Scene.notes());

      assertThat(Scene.started(first).generation()).isEqualTo(3);
      assertThat(Scene.started(second).generation()).isEqualTo(3);
      assertThat(scene.heard().await(Retired.class).retirement().generation()).isEqualTo(2);
      assertThat(candidate.closings()).isEqualTo(1);
    }
  }

  @Test
  void aThirdReloadInARowIsFollowedByOneMoreAndEachIsAnswered() throws Exception {
    for (var mode : Reload.values()) {
      try (var scene = new Scene()) {
        var spec = Scene.spec("notes", mode, Duration.ofSeconds(30));
        var reloads = new ArrayList<CompletableFuture<StartOutcome>>();
        scene.connector().script(_ -> {});
        for (int i = 0; i < 3; i++) {
          reloads.add(scene.supervisor().reload(spec));
          assertThat(scene.connector().next().pid()).isEqualTo(i + 1);
        }
        var fourth = scene.supervisor().reload(spec);
        scene.connector().script(it -> it.ready("echo"));

        scene.connector().opened().getLast().ready("old");

        for (var reload : reloads) assertThat(Scene.started(reload).generation()).isEqualTo(3);
        assertThat(Scene.started(fourth).generation()).as("%s", mode).isEqualTo(4);
        assertThat(Scene.started(fourth).oldGeneration()).hasValue(3);
        assertThat(scene.echo()).isEqualTo(4);
      }
    }
  }

  @Test
  void aStartThatSucceedsClearsTheLastFailureThoughOneMoreFollows() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(ScriptedUpstream::failToStart);
      Scene.get(scene.supervisor().load(Scene.notes()));
      assertThat(scene.status().lastFailure()).isNotNull();
      scene.connector().next();
      scene.connector().script(_ -> {});
      for (int i = 0; i < 2; i++) {
        var _ = scene.supervisor().reload(Scene.notes());
        scene.connector().next();
      }
      var third = scene.supervisor().reload(Scene.notes());
      var server = scene.connector().next();
      var fourth = scene.supervisor().reload(Scene.notes());

      server.ready("echo");

      assertThat(Scene.started(third).generation()).isEqualTo(4);
      assertThat(fourth).isNotDone();
      assertThat(scene.status().lastFailure()).isNull();
    }
  }

  @Test
  void theNextStartUsesTheNewestSpec() throws Exception {
    try (var scene = new Scene()) {
      var old = Scene.notes();
      var edited = Scene.spec("notes", Reload.SWAP, Duration.ofSeconds(7));
      var server = scene.load(old);

      scene.supervisor().remember(edited);
      assertThat(scene.status().runningSpec()).isEqualTo(old);
      server.crash();
      scene.heard().await(Restarting.class);
      scene.timer().advance(Duration.ofSeconds(1));

      assertThat(scene.connector().next().spec()).isEqualTo(edited);
      scene.heard().await(Reloaded.class);
      assertThat(scene.status().runningSpec()).isEqualTo(edited);
    }
  }

  @Test
  void aCrashIsToldAndFollowedByARestartAfterItsPause() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes()).crash();

      assertThat(scene.heard().await(Exited.class).generation()).isEqualTo(1);
      var restarting = scene.heard().await(Restarting.class);
      assertThat(restarting.pause()).isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
      assertThat(scene.status().state()).isEqualTo(ServerState.BACKING_OFF);
      scene.timer().advance(restarting.pause().minusMillis(1));
      assertThat(scene.connector().opened()).hasSize(1);
      scene.timer().advance(Duration.ofMillis(1));

      scene.heard().await(Reloaded.class);
      assertThat(scene.echo()).isEqualTo(2);
      assertThat(scene.status().lastFailure()).isNull();
    }
  }

  @Test
  void aServerWhoseElderIsInItsWayReplacesIt() throws Exception {
    try (var scene = new Scene()) {
      var elder = scene.load(Scene.notes());
      var inTheWay = new Hindrance.Elder("port 3000", 1);
      scene.connector().script(candidate -> candidate.hindered(inTheWay));
      elder.beforeClose(
          () -> scene.connector().script(candidate -> candidate.ready("echo", "hold")));

      var started = Scene.started(scene.supervisor().reload(Scene.notes()));

      assertThat(started.displaced()).contains(inTheWay);
      assertThat(started.mode()).isEqualTo(Reload.REPLACE);
      assertThat(started.generation()).isEqualTo(3);
      assertThat(elder.closings()).isEqualTo(1);
      assertThat(scene.echo()).isEqualTo(3);
      assertThat(scene.supervisor().history("notes").orElseThrow().kept()).extracting(Life::mode)
          .containsExactly(Reload.SWAP, Reload.SWAP, Reload.REPLACE);
    }
  }

  @Test
  void aServerThatAStrangerIsInTheWayOfSaysWhoAndTheOldOneServes() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector()
          .script(candidate -> candidate.hindered(new Hindrance.Stranger("Port 3 is held by x.")));

      var failed = Scene.get(scene.supervisor().reload(Scene.notes()));

      assertThat(failed).isInstanceOfSatisfying(StartOutcome.Failed.class, it -> {
        assertThat(it.cause().hint()).isEqualTo("Port 3 is held by x.");
        assertThat(it.stillServing()).hasValue(1);
      });
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void theFifthCrashInARowIsTheLastAndALoadRevives() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      for (int crash = 1; crash < 5; crash++) {
        server.crash();
        assertThat(scene.heard().await(Restarting.class).crashes()).isEqualTo(crash);
        scene.timer().advance(Duration.ofSeconds(10));
        server = scene.connector().next();
        scene.heard().await(Reloaded.class);
      }

      server.crash();

      var cause = scene.heard().await(GaveUp.class).cause();
      assertThat(cause).isEqualTo(new Cause(
          "crashed 5 times without 60 s of calm between; the last time it ended: exit code 1",
          new Exit(1), List.of("last words"), null));
      scene.awaitAlarms(0);
      assertThat(scene.status().state()).isEqualTo(ServerState.FAILED);
      assertThat(Scene.get(scene.call("echo").outcome()))
          .isEqualTo(new CallOutcome.NotServing(cause));
      assertThat(scene.status().lastFailure()).isEqualTo(cause);
      assertThat(scene.connector().opened()).hasSize(5);
      assertThat(Scene.started(scene.supervisor().load(Scene.notes())).generation()).isEqualTo(6);
    }
  }

  @Test
  void aMinuteOfCalmForgetsTheCrashesBefore() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      for (int crash = 1; crash < 7; crash++) {
        server.crash();
        assertThat(scene.heard().await(Restarting.class).crashes()).isEqualTo(1);
        scene.timer().advance(Duration.ofSeconds(1));
        server = scene.connector().next();
        scene.heard().await(Reloaded.class);
        scene.timer().advance(Duration.ofSeconds(60));
      }
    }
  }

  /** A call that waits for it must not start it for ever. */
  @Test
  void aServerThatOnlyEverStartsAndEndsInPeaceIsGivenUp() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(server -> {
        server.ready("echo");
        server.exit();
      });
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("echo");

      while (!call.outcome().isDone()) {
        // Only while it is left alone: else the server would have lived that long.
        if (scene.timer().alarms() > 0) scene.timer().advance(Duration.ofSeconds(2));
        Thread.onSpinWait();
      }

      assertThat(Scene.get(call.outcome())).isInstanceOfAny(CallOutcome.NotServing.class,
          CallOutcome.Lost.class);
      assertThat(scene.connector().opened()).hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  void aServerThatEndsInPeaceIsStartedByTheNextCall() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      assertThat(scene.echo()).isEqualTo(1);
      server.exit();
      scene.heard().await(Exited.class);

      scene.awaitAlarms(0);
      assertThat(scene.status().state()).isEqualTo(ServerState.STOPPED);
      assertThat(scene.echo()).isEqualTo(2);
    }
  }

  @Test
  void anUnloadTellsOfThoseThatWereLeavingAndOfNoOther() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.notes());
      var held = scene.call("hold");
      var call = first.heldCall();
      var unload = scene.supervisor().unload("notes");
      scene.load(Scene.notes()).exit();
      scene.heard().await(Retired.class);

      first.answer(call);

      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      assertThat(Scene.get(unload)).extracting(Retirement::generation).containsExactly(1L);
      assertThat(Scene.get(scene.supervisor().unload("notes"))).isEmpty();
    }
  }

  @Test
  void anUnloadOfMoreGenerationsTellsOfAll() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.notes());
      var held = scene.call("hold");
      var call = first.heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));

      var unload = scene.supervisor().unload("notes");
      first.answer(call);

      assertThat(Scene.get(unload)).extracting(Retirement::generation).containsExactly(1L, 2L);
      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      assertThat(scene.status().state()).isEqualTo(ServerState.STOPPED);
      assertThat(scene.status().serves()).isFalse();
    }
  }

  @Test
  void anUnloadDuringAStartEndsItAndTellsWhoWaits() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      var load = scene.supervisor().load(Scene.notes());
      var candidate = scene.connector().next();

      var unload = scene.supervisor().unload("notes");

      assertThat(Scene.get(load)).isInstanceOf(StartOutcome.Unloaded.class);
      assertThat(Scene.get(unload)).hasSize(1);
      assertThat(candidate.closings()).isEqualTo(1);
    }
  }

  @Test
  void anUnloadOfWhatWasNeverStartedIsDoneAtOnce() throws Exception {
    try (var scene = new Scene()) {
      scene.supervisor().remember(Scene.notes());

      assertThat(Scene.get(scene.supervisor().unload("notes"))).isEmpty();
      assertThat(Scene.get(scene.supervisor().unload("unknown"))).isEmpty();
    }
  }

  @Test
  void oneStatusIsOfOneMoment() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(it -> it.ready("tool" + it.pid()));
      scene.load(Scene.notes());
      var seen = new ArrayList<ServerStatus>();
      var reading = Thread.ofVirtual().start(() -> {
        while (!Thread.interrupted()) {
          var status = scene.status();
          if (seen.isEmpty() || !seen.getLast().equals(status)) seen.add(status);
        }
      });

      for (int i = 0; i < 50; i++) Scene.started(scene.supervisor().reload(Scene.notes()));
      reading.interrupt();
      reading.join();

      assertThat(seen).allSatisfy(status -> {
        assertThat(status.serves()).isTrue();
        assertThat(status.tools().names()).containsExactly("tool" + status.generation());
        assertThat(status.state()).isIn(ServerState.READY, ServerState.STARTING);
        assertThat(status.lastFailure()).isNull();
      });
      assertThat(seen).extracting(ServerStatus::generation).isSorted();
    }
  }

  @Test
  void whatWasNeverWantedIsUnknown() {
    try (var scene = new Scene()) {
      assertThat(scene.supervisor().status("notes")).isEmpty();
      assertThat(scene.supervisor().started("notes")).isEmpty();
      assertThat(scene.supervisor().log("notes")).isEmpty();
      assertThat(scene.supervisor().refresh("notes")).isEmpty();
      assertThat(scene.supervisor().statuses()).isEmpty();
    }
  }

  @Test
  void howTheServingGenerationCameToServeIsKnownAsLongAsItServes() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      for (int i = 0; i < 40; i++) Scene.started(scene.supervisor().reload(Scene.notes()));

      assertThat(scene.supervisor().started("notes").orElseThrow().generation()).isEqualTo(41);
      Scene.get(scene.supervisor().unload("notes"));
      assertThat(scene.supervisor().started("notes")).isEmpty();
    }
  }

  @Test
  void aFailedStartIsToldWithItsCauseAndNotRepeated() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(ScriptedUpstream::failToStart);

      assertThat(Scene.get(scene.supervisor().load(Scene.notes())))
          .isEqualTo(new StartOutcome.Failed(
              new Cause("ended: exit code 1", new Exit(1), List.of("last words"), null),
              OptionalLong.empty()));
      scene.awaitAlarms(0);
      assertThat(Scene.get(scene.supervisor().awaitServing(Scene.notes())))
          .isInstanceOf(StartOutcome.Failed.class);
      assertThat(scene.connector().opened()).hasSize(1);
    }
  }

  @Test
  void aChangeRevivesWhatHasFailedButStartsNothingThatNobodyWants() throws Exception {
    var change = Change.of(Change.Kind.FILES, List.of("notes.py"));
    try (var scene = new Scene()) {
      assertThat(Scene.get(scene.supervisor().changed("notes", change)))
          .isInstanceOf(StartOutcome.Unloaded.class);
      scene.supervisor().remember(Scene.notes());
      assertThat(Scene.get(scene.supervisor().changed("notes", change)))
          .isInstanceOf(StartOutcome.Unloaded.class);
      scene.connector().script(ScriptedUpstream::failToStart);
      Scene.get(scene.supervisor().load(Scene.notes()));
      scene.connector().script(it -> it.ready("echo"));

      Scene.started(scene.supervisor().changed("notes", change));

      assertThat(scene.echo()).isEqualTo(2);
    }
  }

  @Test
  void aServerWhoseEntryIsGoneIsStopped() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());

      scene.supervisor().removed("notes");

      scene.heard().await(SupervisorEvent.Unloaded.class);
      scene.heard().await(Retired.class);
      assertThat(server.closings()).isEqualTo(1);
      assertThat(scene.status().state()).isEqualTo(ServerState.STOPPED);
    }
  }

  @Test
  void aStartIsToldBeforeItIsMade() throws Exception {
    var opened = new ArrayList<Integer>();
    var scenes = new ArrayList<Scene>();
    try (var scene = new Scene(event -> {
      if (event instanceof SupervisorEvent.Starting) {
        opened.add(scenes.getFirst().connector().opened().size());
      }
    })) {
      scenes.add(scene);

      scene.load(Scene.notes());

      assertThat(opened).containsExactly(0);
      assertThat(scene.heard().all(SupervisorEvent.Starting.class)).containsExactly(
          new SupervisorEvent.Starting("notes", 1, Scene.notes(), Optional.empty()));
    }
  }
}
