package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.supervisor.Life.How;
import dev.hotplug.supervisor.Member.Phase;
import dev.hotplug.upstream.Census;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A generation that lives beside the one that serves, and the calls that name one. */
class SideBySideTest {
  /** What happened that must not. */
  private final List<String> faults = new CopyOnWriteArrayList<>();

  @Test
  void whoeverIsKeptLivesOnAndIsCalledOnlyByName() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));

      assertThat(Scene.answeredBy(scene.call(1, "echo"))).isEqualTo(1);
      assertThat(Scene.answeredBy(scene.call(2, "echo"))).isEqualTo(2);
      for (int i = 0; i < 20; i++) assertThat(scene.echo()).isEqualTo(2);
      assertThat(old.received()).hasSize(1);
      assertThat(phases(scene)).containsExactly(Phase.KEPT, Phase.SERVING);
      assertThat(reachable(scene)).containsExactly(1L, 2L);
    }
  }

  @Test
  void theNextReloadLetsWhoeverIsKeptGoAndKeepsTheOneAfterIt() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      var outcome = Scene.get(scene.supervisor().reload(Scene.keeping(8)));

      Scene.awaitClosing(first);
      assertThat(outcome).isInstanceOfSatisfying(StartOutcome.Serving.class,
          it -> assertThat(it.predecessors()).extracting(Departure::generation)
              .containsExactly(1L));
      assertThat(Scene.answeredBy(scene.call(2, "echo"))).isEqualTo(2);
      assertThat(Scene.get(scene.call(1, "echo").outcome()))
          .isEqualTo(new CallOutcome.NotLiving(1, List.of(2L, 3L)));
    }
  }

  @Test
  void aSpecThatNoLongerWantsItLetsWhoeverIsKeptGo() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      Scene.started(scene.supervisor().reload(Scene.notes()));

      Scene.awaitClosing(first);
      Scene.awaitClosing(scene.connector().opened().get(1));
      assertThat(reachable(scene)).containsExactly(3L);
    }
  }

  @Test
  void anUnloadEndsWhoeverIsKept() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));

      var gone = Scene.get(scene.supervisor().unload("notes"));

      assertThat(gone).extracting(Retirement::generation).containsExactly(1L, 2L);
      assertThat(scene.connector().living()).isZero();
      assertThat(Scene.get(scene.call(1, "echo").outcome()))
          .isEqualTo(new CallOutcome.NotLiving(1, List.of()));
    }
  }

  @Test
  void theDeathOfWhoeverIsKeptIsToldAndChangesNothingElse() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      var lost = scene.call(1, "hold");
      old.heldCall();

      old.crash();

      assertThat(scene.heard().await(SupervisorEvent.KeptEnded.class).generation()).isEqualTo(1);
      assertThat(Scene.get(lost.outcome())).isInstanceOf(CallOutcome.Lost.class);
      Scene.awaitClosing(old);
      assertThat(scene.echo()).isEqualTo(2);
      assertThat(reachable(scene)).containsExactly(2L);
      assertThat(scene.heard().all(SupervisorEvent.Exited.class)).isEmpty();
      assertThat(life(scene, 1).end().orElseThrow().how()).isEqualTo(How.CRASHED);
      assertThat(scene.status().lastFailure()).isNull();
    }
  }

  @Test
  void aCrashOfTheServingOneLeavesWhoeverIsKept() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));

      scene.connector().opened().getLast().crash();
      scene.heard().await(SupervisorEvent.Restarting.class);

      assertThat(Scene.answeredBy(scene.call(1, "echo"))).isEqualTo(1);
      assertThat(scene.status().state()).isEqualTo(ServerState.BACKING_OFF);
    }
  }

  @Test
  void theHistoryTellsServingFromBeingKept() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.keeping(8));
      scene.timer().advance(Duration.ofSeconds(3));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      scene.timer().advance(Duration.ofSeconds(4));

      var lives = scene.supervisor().history("notes").orElseThrow();
      var kept = life(scene, 1);
      assertThat(kept.uptime(lives.at())).contains(Duration.ofSeconds(3));
      assertThat(kept.kept()).contains(lives.at().minusSeconds(4));
      assertThat(kept.end()).isEmpty();
      assertThat(life(scene, 2).kept()).isEmpty();
    }
  }

  @Test
  void oneThatStillFinishesCallsIsCalledByNameUntilTheLastOfThemEnds() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      var held = scene.call("hold");
      var first = old.heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));

      assertThat(Scene.answeredBy(scene.call(1, "echo"))).isEqualTo(1);
      var second = scene.call(1, "hold");
      var another = old.heldCall();
      old.answer(first);
      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      assertThat(Scene.answeredBy(scene.call(1, "echo"))).isEqualTo(1);
      old.answer(another);
      assertThat(Scene.answeredBy(second)).isEqualTo(1);

      assertThat(Scene.get(scene.call(1, "echo").outcome()))
          .isEqualTo(new CallOutcome.NotLiving(1, List.of(2L)));
      Scene.awaitClosing(old);
    }
  }

  @Test
  void whatNeverServedIsNotCalled() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      scene.connector().script(_ -> {});
      var reload = scene.supervisor().reload(Scene.notes());
      scene.connector().next();

      assertThat(Scene.get(scene.call(2, "echo").outcome()))
          .isEqualTo(new CallOutcome.NotLiving(2, List.of(1L)));
      assertThat(Scene.get(scene.call(7, "echo").outcome()))
          .isEqualTo(new CallOutcome.NotLiving(7, List.of(1L)));
      assertThat(reload).isNotDone();
    }
  }

  @Test
  void aCallByNameDoesNotWaitForAPlaceAndTakesNoneOfTheServingOne() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(1));
      Scene.started(scene.supervisor().reload(Scene.keeping(1)));
      var held = scene.call(1, "hold");
      var request = old.heldCall();

      assertThat(Scene.get(scene.call(1, "echo").outcome())).isEqualTo(new CallOutcome.Full(1, 1));
      assertThat(scene.echo()).isEqualTo(2);

      old.answer(request);
      assertThat(Scene.answeredBy(held)).isEqualTo(1);
      assertThat(Scene.answeredBy(scene.call(1, "echo"))).isEqualTo(1);
    }
  }

  @Test
  void whoeverWaitsForAPlaceGetsOneOfTheNextGeneration() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(1));
      var held = scene.call("hold");
      old.heldCall();
      var waiting = scene.call("echo");

      Scene.started(scene.supervisor().reload(Scene.keeping(1)));

      assertThat(Scene.answeredBy(waiting)).isEqualTo(2);
      assertThat(held.outcome()).isNotDone();
    }
  }

  @Test
  void withheldToolsAreNotCalledByNameEither() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      old.withholds(true);

      assertThat(Scene.get(scene.call(1, "echo").outcome())).isEqualTo(new CallOutcome.Withheld(1));
      assertThat(old.received()).isEmpty();
    }
  }

  @Test
  void aCallThatNeverReachedTheOneItNamesGoesToNoOther() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.keeping(8));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      old.hangUp();
      var serving = scene.connector().opened().getLast();

      assertThat(Scene.get(scene.call(1, "echo").outcome()))
          .isInstanceOf(CallOutcome.NotLiving.class);
      assertThat(serving.received()).isEmpty();
    }
  }

  @Test
  void roomIsMadeByWhoeverIsKeptFirst() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.keeping(8));
      var held = scene.call("hold");
      var busy = scene.connector().opened().getFirst();
      var request = busy.heldCall();
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      Scene.started(scene.supervisor().reload(Scene.keeping(8)));
      var kept = scene.connector().opened().get(1);
      assertThat(phases(scene)).containsExactly(Phase.LEAVING, Phase.KEPT, Phase.SERVING);

      scene.connector().script(_ -> {});
      var _ = scene.supervisor().reload(Scene.keeping(8));

      Scene.awaitClosing(kept);
      assertThat(busy.closings()).isZero();
      busy.answer(request);
      assertThat(Scene.answeredBy(held)).isEqualTo(1);
    }
  }

  /**
   * Whatever is called and reloaded at once: a call that is not refused is answered, by its own.
   */
  @Test
  void callsByNameAndReloadsAtTheSameTimeLoseNothing() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.keeping(8));
      var isOver = new AtomicBoolean();
      var caller = Thread.ofVirtual().start(() -> {
        while (!isOver.get()) for (var one : reachable(scene)) answeredOrRefused(scene, one);
      });

      for (int i = 0; i < 50; i++) Scene.started(scene.supervisor().reload(Scene.keeping(8)));

      isOver.set(true);
      assertThat(caller.join(Scene.PATIENCE)).isTrue();
      assertThat(faults).isEmpty();
    }
  }

  private void answeredOrRefused(Scene scene, long generation) {
    try {
      var outcome = Scene.get(scene.call(generation, "echo").outcome());
      boolean isRight = outcome instanceof CallOutcome.Answered(var by, var _) ? by == generation
          : outcome instanceof CallOutcome.NotLiving;
      if (!isRight) faults.add(generation + ": " + outcome);
    } catch (Exception e) {
      faults.add(generation + ": " + e);
    }
  }

  private static List<Long> reachable(Scene scene) {
    return scene.supervisor().reachable("notes").stream().map(Reachable::generation).toList();
  }

  private static List<Phase> phases(Scene scene) {
    return scene.supervisor().members("notes", Census.take()).stream().map(Member::phase).toList();
  }

  private static Life life(Scene scene, long generation) {
    return scene.supervisor()
        .history("notes")
        .orElseThrow()
        .kept()
        .stream()
        .filter(life -> life.generation() == generation)
        .findFirst()
        .orElseThrow();
  }
}
