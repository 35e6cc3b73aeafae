package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Stopped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start knows of the generations that made way for it. */
class DepartureTest {

  @Test
  void aReloadKnowsWhomItReplacesAndHowThatOneGoes() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      old.stubborn();

      var departure = reload(scene, Scene.notes()).getFirst();

      assertThat(departure.generation()).isEqualTo(1);
      assertThat(departure.finishing()).isZero();
      assertThat(departure.longestEnd()).isEqualTo(Duration.ofSeconds(6));
      assertThat(departure.gone()).isNotDone();
      old.die();
      assertThat(gone(departure).stopped().endedBy()).isEqualTo(Stopped.EndedBy.KILL);
      assertThat(gone(departure).cut()).isZero();
    }
  }

  @Test
  void aReloadKnowsHowManyCallsTheOldOneStillFinishes() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(Scene.notes());
      var call = scene.call("hold");
      var held = old.heldCall();

      var departure = reload(scene, Scene.notes()).getFirst();

      assertThat(departure.finishing()).isEqualTo(1);
      assertThat(departure.gone()).isNotDone();
      old.answer(held);
      assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(gone(departure).cut()).isZero();
    }
  }

  @Test
  void aReloadThatNeedsRoomKnowsWhoseCallsItCutAndWhy() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      for (int generation = 1; generation <= 2; generation++) {
        scene.call("hold");
        server.heldCall();
        Scene.started(scene.supervisor().reload(Scene.notes()));
        server = scene.connector().next();
      }

      var departures = reload(scene, Scene.notes());

      assertThat(departures).extracting(Departure::generation).containsExactly(1L, 3L);
      assertThat(departures.getFirst().finishing()).isZero();
      assertThat(departures.getFirst().longestEnd()).isEqualTo(Duration.ofMillis(6_500));
      scene.timer().advance(Duration.ofMillis(500));
      assertThat(gone(departures.getFirst()).cut()).isEqualTo(1);
      assertThat(gone(departures.getFirst()).why()).startsWith("generation 4 was to start");
      assertThat(gone(departures.getLast()).cut()).isZero();
    }
  }

  @Test
  void anAnswerThatComesInAMomentIsNotCut() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.notes());
      var call = scene.call("hold");
      var held = first.heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));
      scene.call("hold");
      scene.connector().next().heldCall();
      Scene.started(scene.supervisor().reload(Scene.notes()));

      var departure = reload(scene, Scene.notes()).getFirst();
      scene.timer().advance(Duration.ofMillis(499));
      first.answer(held);

      assertThat(departure.generation()).isEqualTo(1);
      assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(gone(departure).cut()).isZero();
    }
  }

  @Test
  void aReplacementKnowsTheOneThatIsGone() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.replaced());

      var departures = reload(scene, Scene.replaced());

      assertThat(departures).extracting(Departure::generation).containsExactly(1L);
      assertThat(departures.getFirst().gone()).isDone();
      assertThat(gone(departures.getFirst()).stopped().endedBy()).isEqualTo(Stopped.EndedBy.EOF);
    }
  }

  @Test
  void whoWasUnloadedMadeWayForNobody() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes());
      Scene.get(scene.supervisor().unload("notes"));

      assertThat(reload(scene, Scene.notes())).isEmpty();
    }
  }

  @Test
  void aSlowEndWithoutCallsCostsNobodyACall() throws Exception {
    try (var scene = new Scene()) {
      var first = scene.load(Scene.notes());
      var call = scene.call("hold");
      var held = first.heldCall();
      reload(scene, Scene.notes());
      for (int generation = 2; generation <= 6; generation++) {
        scene.connector().next().stubborn();
        reload(scene, Scene.notes());
        // Tells that the one without calls is on its way out.
        Scene.awaitClosing(scene.connector().opened().get(generation - 1));
      }

      first.answer(held);

      assertThat(Scene.answeredBy(call)).isEqualTo(1);
      scene.connector().opened().forEach(ScriptedUpstream::die);
    }
  }

  private static List<Departure> reload(Scene scene, ServerSpec spec) throws Exception {
    var outcome = Scene.get(scene.supervisor().reload(spec));
    assertThat(outcome).isInstanceOf(StartOutcome.Serving.class);
    return ((StartOutcome.Serving) outcome).predecessors();
  }

  private static Retirement gone(Departure departure) throws Exception {
    return Scene.get(departure.gone()).orElseThrow();
  }
}
