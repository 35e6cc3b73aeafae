package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.SupervisorEvent.Restarting;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final Optional<Duration> ONE_SECOND = Optional.of(Duration.ofSeconds(1));

  @Test
  void aCallLoadsAStoppedServer() throws Exception {
    try (var scene = new Scene()) {
      scene.supervisor().remember(Scene.notes());

      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void aCallOfWhatNobodyKnowsIsAMistake() {
    try (var scene = new Scene()) {
      assertThatThrownBy(() -> scene.call("echo")).hasMessageContaining("no server named notes");
    }
  }

  @Test
  void aRefusalIsPassedOn() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());

      assertThat(Scene.get(scene.call("refuse").outcome())).isInstanceOfSatisfying(
          CallOutcome.Refused.class, it -> assertThat(it.error().toString()).contains("\"no\""));
    }
  }

  @Test
  void aCallOfWithheldToolsIsNotSentAndWhatWasSentBeforeIsAnswered() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var before = scene.call("hold");
      var inFlight = server.heldCall();
      server.withholds(true);

      assertThat(Scene.get(scene.call("echo").outcome())).isEqualTo(new CallOutcome.Withheld(1));
      assertThat(server.received()).hasSize(1);

      server.answer(inFlight);
      assertThat(Scene.answeredBy(before)).isEqualTo(1);
      server.withholds(false);
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void manyCallsThatWaitForWithheldToolsAllEndAndKeepNoPlace() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.limited(Reload.SWAP, 1, 1_000));
      var held = scene.call("hold");
      var inFlight = server.heldCall();
      var waiting = new ArrayList<Call>();
      for (int i = 0; i < 1_000; i++) waiting.add(scene.call("echo"));
      server.withholds(true);

      server.answer(inFlight);

      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      for (var call : waiting) {
        assertThat(Scene.get(call.outcome())).isEqualTo(new CallOutcome.Withheld(1));
      }
      server.withholds(false);
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void aCallWaitsForTheFirstStart() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("echo");
      var server = scene.connector().next();

      server.ready("echo");

      assertThat(Scene.answeredBy(call)).isEqualTo(1);
    }
  }

  @Test
  void aCallThatWaitsForAStartThatFailsIsToldWhy() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("echo");

      scene.connector().next().failToStart();

      assertThat(Scene.get(call.outcome())).isInstanceOfSatisfying(CallOutcome.NotServing.class,
          it -> assertThat(it.cause().exit()).isEqualTo(new Exit(1)));
    }
  }

  @Test
  void aCallWaitsForTheRestartAfterACrash() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes()).crash();
      var restarting = scene.heard().await(Restarting.class);
      var call = scene.call("echo");

      scene.timer().advance(restarting.pause());

      assertThat(Scene.answeredBy(call)).isEqualTo(2);
    }
  }

  @Test
  void aCallWaitsWhileTheServerIsReplaced() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.replaced());
      var held = scene.call("hold");
      var inFlight = old.heldCall();
      var reload = scene.supervisor().reload(Scene.replaced());
      scene.await(ServerState.VACATING);
      var call = scene.call("echo");

      old.answer(inFlight);

      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      assertThat(Scene.answeredBy(call)).isEqualTo(2);
      assertThat(Scene.started(reload).generation()).isEqualTo(2);
    }
  }

  @Test
  void aCallThatWaitsTimesOutByItsOwnDeadline() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("echo", ONE_SECOND);
      var server = scene.connector().next();

      scene.timer().advance(Duration.ofSeconds(1));

      assertThat(Scene.get(call.outcome()))
          .isEqualTo(new CallOutcome.WaitedTooLong(Duration.ofSeconds(1)));
      server.ready("echo");
      assertThat(scene.echo()).isEqualTo(1);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aCallThatIsNotAnsweredInTimeIsTakenBack() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold", ONE_SECOND);
      var late = server.heldCall();

      scene.timer().advance(Duration.ofSeconds(1));

      assertThat(Scene.get(call.outcome())).isInstanceOf(CallOutcome.TimedOut.class);
      assertThat(server.nextCancelled().toString()).contains("within 1000 ms");
      server.answer(late);
      assertThat(scene.echo()).isEqualTo(1);
      scene.awaitAlarms(0);
    }
  }

  @Test
  void whoeverIsToldOfItCallsAServerThatHasHeardOfItToo() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold", ONE_SECOND);
      server.heldCall();
      var next = call.outcome().thenApply(_ -> scene.call("hold"));

      scene.timer().advance(Duration.ofSeconds(1));
      Scene.get(next);
      server.heldCall();

      assertThat(server.hasHeardOfACancellation()).isTrue();
    }
  }

  @Test
  void anAnsweredCallLeavesNoAlarm() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());

      assertThat(Scene.answeredBy(scene.call("echo", ONE_SECOND))).isEqualTo(1);

      scene.awaitAlarms(0);
    }
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsIsNeverSent() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("echo");
      var server = scene.connector().next();

      call.cancel("changed my mind");
      server.ready("echo");

      assertThat(Scene.get(call.outcome())).isInstanceOf(CallOutcome.Cancelled.class);
      assertThat(scene.echo()).isEqualTo(1);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aCallThatIsCancelledIsTakenBackAndHoldsNobody() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      server.heldCall();

      call.cancel("changed my mind");

      assertThat(Scene.get(call.outcome())).isInstanceOf(CallOutcome.Cancelled.class);
      assertThat(server.nextCancelled().toString()).contains("changed my mind");
      assertThat(Scene.get(scene.supervisor().unload("notes"))).hasSize(1);
    }
  }

  @Test
  void aCallThatIsCancelledWhileItIsSentIsTakenBackAllTheSame() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(Scene.notes());
      var call = scene.call("hold");
      var server = scene.connector().next();
      server.beforeCall(() -> call.cancel("changed my mind"));

      server.ready("hold");

      assertThat(Scene.get(call.outcome())).isInstanceOf(CallOutcome.Cancelled.class);
      assertThat(server.nextCancelled().toString()).contains("given up");
      assertThat(Scene.get(scene.supervisor().unload("notes"))).hasSize(1);
    }
  }

  @Test
  void aCrashEndsAllCallsInFlightWithItsCauseAndNoneIsSentAgain() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var calls = new ArrayList<Call>();
      for (int i = 0; i < 8; i++) {
        calls.add(scene.call("hold"));
        server.heldCall();
      }

      server.crash();

      for (var call : calls) {
        assertThat(Scene.get(call.outcome())).isInstanceOfSatisfying(CallOutcome.Lost.class, it -> {
          assertThat(it.generation()).isEqualTo(1);
          assertThat(it.cause().exit()).isEqualTo(new Exit(1));
        });
      }
      scene.timer().advance(scene.heard().await(Restarting.class).pause());
      assertThat(scene.echo()).isEqualTo(2);
      assertThat(scene.connector().next().received()).hasSize(1);
    }
  }

  @Test
  void aCallThatFindsTheConnectionClosedWaitsForTheNextGeneration() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      server.hangUp();
      var calls = List.of(scene.call("echo"), scene.call("echo"));

      server.crash();
      scene.timer().advance(scene.heard().await(Restarting.class).pause());

      for (var call : calls) assertThat(Scene.answeredBy(call)).isEqualTo(2);
      assertThat(server.received()).isEmpty();
      assertThat(scene.connector().next().received()).hasSize(2);
    }
  }

  @Test
  void anUnloadWaitsForTheCallsInFlight() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      var inFlight = server.heldCall();

      var unload = scene.supervisor().unload("notes");

      assertThat(unload).isNotDone();
      server.answer(inFlight);
      assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(Scene.get(unload)).hasSize(1);
    }
  }

  @Test
  void aCallThatOutlastsTheDrainTimeIsToldWhyItEndsAndHowLongItTook() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      server.heldCall();
      scene.timer().advance(Duration.ofSeconds(12));

      var unload = scene.supervisor().unload("notes");
      scene.awaitAlarms(1);
      scene.timer().advance(Duration.ofMillis(29_999));
      assertThat(call.outcome()).isNotDone();
      scene.timer().advance(Duration.ofMillis(1));

      assertThat(Scene.get(call.outcome())).isEqualTo(lost(1, 42,
          "the server was unloaded" + " and calls are given 30000 ms to end (drain_ms)"));
      assertThat(Scene.get(unload)).extracting(Retirement::cut).containsExactly(1);
      scene.awaitAlarms(0);
    }
  }

  @Test
  void anUnloadWhoseCallsEndInTimeCutsNoneAndLeavesNoAlarm() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      var held = server.heldCall();
      var unload = scene.supervisor().unload("notes");
      scene.awaitAlarms(1);
      scene.timer().advance(Duration.ofMillis(29_999));

      server.answer(held);

      assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(Scene.get(unload)).extracting(Retirement::cut).containsExactly(0);
      scene.awaitAlarms(0);
    }
  }

  @Test
  void aSwapLetsCallsFinishThatHaveNoDeadline() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      var call = scene.call("hold");
      var inFlight = old.heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));
      Scene.started(scene.supervisor().reload(Scene.notes()));
      scene.timer().advance(Duration.ofDays(1));

      assertThat(scene.echo()).isEqualTo(3);
      old.answer(inFlight);

      assertThat(Scene.answeredBy(call)).isEqualTo(1);
    }
  }

  @Test
  void theFourthGenerationEndsTheCallsOfTheFirstAndTellsThemWhy() throws Exception {
    try (var scene = new Scene()) {
      var calls = new ArrayList<Call>();
      var server = scene.load(Scene.notes());
      for (int generation = 1; generation <= 3; generation++) {
        calls.add(scene.call("hold"));
        server.heldCall();
        scene.timer().advance(Duration.ofSeconds(1));
        Scene.started(scene.supervisor().reload(Scene.notes()));
        server = scene.connector().next();
      }
      assertThat(calls).noneMatch(call -> call.outcome().isDone());
      scene.timer().advance(Duration.ofMillis(500));

      assertThat(Scene.get(calls.getFirst().outcome())).isEqualTo(lost(1, Duration.ofMillis(3_500),
          "generation 4 was to start and at most 3 generations of a server live at once"));
      assertThat(calls.subList(1, 3)).noneMatch(call -> call.outcome().isDone());
    }
  }

  @Test
  void aReplacementWaitsForNoCallLongerThanTheDrainTime() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.notes());
      var endless = scene.call("hold");
      first.heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));

      var reload = scene.supervisor().reload(Scene.replaced());
      scene.awaitAlarms(1);
      scene.timer().advance(Duration.ofMillis(29_999));
      assertThat(reload).isNotDone();
      scene.timer().advance(Duration.ofMillis(1));

      assertThat(Scene.started(reload).generation()).isEqualTo(3);
      assertThat(Scene.get(endless.outcome())).isEqualTo(
          lost(1, 30, "the server is replaced and calls are given 30000 ms to end (drain_ms)"));
    }
  }

  @Test
  void aCrashWhileCallsFinishIsToldAsACrash() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      server.heldCall();
      var unload = scene.supervisor().unload("notes");
      scene.await(ServerState.STOPPED);

      server.crash();

      assertThat(Scene.get(call.outcome())).isInstanceOfSatisfying(CallOutcome.Lost.class,
          it -> assertThat(it.cause().what()).startsWith("ended: exit code"));
      assertThat(Scene.get(unload)).extracting(Retirement::cut).containsExactly(0);
    }
  }

  private static CallOutcome lost(long generation, int seconds, String why) {
    return lost(generation, Duration.ofSeconds(seconds), why);
  }

  private static CallOutcome lost(long generation, Duration elapsed, String why) {
    return new CallOutcome.Lost(generation, elapsed, Cause.of("was ended because " + why));
  }
}
