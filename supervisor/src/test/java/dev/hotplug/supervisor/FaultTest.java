package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.supervisor.SupervisorEvent.Restarting;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What others do wrong ends what they do, and nothing else. */
class FaultTest {

  @Test
  void aConnectorThatThrowsIsAStartThatFails() throws Exception {
    checkFailedStart(_ -> {
      throw new IllegalStateException("no such thing");
    }, "no such thing");
    checkFailedStart(_ -> {
      throw new StackOverflowError("too deep");
    }, "too deep");
  }

  @Test
  void aConnectionThatThrowsIsAStartThatFails() throws Exception {
    checkFailedStart(it -> it.breakDown(new IllegalStateException("no handshake")), "no handshake");
  }

  private static void checkFailedStart(Consumer<ScriptedUpstream> script, String cause)
      throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(script);

      assertThat(Scene.get(scene.supervisor().load(Scene.notes()))).isInstanceOfSatisfying(
          StartOutcome.Failed.class, it -> assertThat(it.cause().what()).contains(cause));
      scene.connector().script(it -> it.ready("echo"));
      assertThat(Scene.started(scene.supervisor().load(Scene.notes())).generation()).isEqualTo(2);
    }
  }

  @Test
  void aListenerThatThrowsChangesNothingAndIsReported() throws Exception {
    try (var scene = new Scene(event -> {
      if (event instanceof SupervisorEvent.Retired) throw new StackOverflowError("too deep");
      throw new IllegalStateException("not interested in " + event);
    })) {
      scene.load(Scene.notes());
      Scene.started(scene.supervisor().reload(Scene.notes()));
      scene.connector().next().crash();
      scene.timer().advance(scene.heard().await(Restarting.class).pause());

      assertThat(scene.echo()).isEqualTo(3);
      assertThat(Scene.get(scene.supervisor().unload("notes"))).hasSize(1);
      assertThat(log(scene)).contains("not interested in Loaded", "not interested in Reloaded",
          "not interested in Exited", "not interested in Restarting", "too deep");
    }
  }

  @Test
  void whoeverHangsOnAnAnswerAndThrowsHurtsNobody() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      var load = scene.supervisor().load(Scene.notes());
      var broken = load.thenRun(() -> {
        throw new IllegalStateException("not my day");
      });

      scene.connector().next().ready("echo");

      assertThat(Scene.started(load).generation()).isEqualTo(1);
      assertThat(broken).failsWithin(Scene.PATIENCE);
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void aCallThatCannotEvenBeMadeEndsAndHoldsNobody() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      server.breakDown(new IllegalStateException("no pipe"));

      assertThat(Scene.get(scene.call("echo").outcome())).isInstanceOfSatisfying(
          CallOutcome.Lost.class, it -> assertThat(it.cause().what()).contains("no pipe"));

      assertThat(Scene.started(scene.supervisor().reload(Scene.notes())).generation()).isEqualTo(2);
      assertThat(Scene.get(scene.supervisor().unload("notes"))).isNotEmpty();
      assertThat(server.closings()).isEqualTo(1);
    }
  }

  @Test
  void aStopThatThrowsIsAnEndAllTheSameAndIsReported() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes()).breakDown(new IllegalStateException("no such process"));

      assertThat(Scene.get(scene.supervisor().unload("notes"))).isEmpty();

      assertThat(log(scene)).contains("no such process");
      assertThat(scene.echo()).isEqualTo(2);
    }
  }

  private static String log(Scene scene) {
    return String.join("\n",
        scene.supervisor()
            .log("notes")
            .orElseThrow()
            .last(100, _ -> true)
            .stream()
            .map(line -> line.text())
            .toList());
  }
}
