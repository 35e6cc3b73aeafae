package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.SupervisorEvent.Restarting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ClosingTest {

  @Test
  void allServersAreStoppedAndWhoStillWaitsIsAnswered() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());
      var call = scene.call("hold");
      server.heldCall();
      var unload = scene.supervisor().unload("notes");
      scene.connector().script(_ -> {});
      var load = scene.supervisor().load(Scene.notes());
      scene.connector().next();
      var waiting = scene.call("echo");

      scene.supervisor().close();

      assertThat(Scene.get(call.outcome())).isInstanceOfSatisfying(CallOutcome.Lost.class,
          it -> assertThat(it.cause().what()).isEqualTo("was ended because Hotplug ended"));
      assertThat(Scene.get(waiting.outcome())).isInstanceOf(CallOutcome.Unloaded.class);
      assertThat(Scene.get(load)).isInstanceOf(StartOutcome.Closed.class);
      assertThat(Scene.get(unload)).extracting(Retirement::generation).containsExactly(1L);
      assertThat(scene.connector().living()).isZero();
      assertThat(scene.status().state()).isEqualTo(ServerState.CLOSED);
    }
  }

  @Test
  void nothingStartsAfterwards() throws Exception {
    try (var scene = new Scene()) {
      scene.load(Scene.notes()).crash();
      var restarting = scene.heard().await(Restarting.class);

      scene.supervisor().close();
      scene.timer().advance(restarting.pause());

      assertThat(Scene.get(scene.supervisor().load(Scene.notes())))
          .isInstanceOf(StartOutcome.Closed.class);
      assertThat(Scene.get(scene.supervisor().load(named("new"))))
          .isInstanceOf(StartOutcome.Closed.class);
      assertThat(Scene.get(scene.supervisor().reload(named("newer"))))
          .isInstanceOf(StartOutcome.Closed.class);
      assertThat(Scene.get(scene.call("echo").outcome())).isInstanceOf(CallOutcome.Unloaded.class);
      assertThat(Scene.get(scene.supervisor().unload("notes"))).isEmpty();
      assertThat(scene.connector().opened()).hasSize(1);
    }
  }

  @Test
  void whoIgnoresAGentleWordIsKilledInTime() throws Exception {
    try (var scene = new Scene()) {
      for (int i = 0; i < 10; i++) {
        assertThat(Scene.get(scene.supervisor().load(named("server" + i))))
            .isInstanceOf(StartOutcome.Serving.class);
      }
      scene.connector().opened().forEach(ScriptedUpstream::stubborn);

      long begun = System.nanoTime();
      scene.supervisor().stop(Duration.ofMillis(50));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      assertThat(scene.connector().opened())
          .allSatisfy(it -> assertThat(it.signals()).containsExactly("terminate", "kill"));
    }
  }

  @Test
  void whoHeedsAGentleWordGetsNoSignal() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.notes());

      scene.supervisor().close();
      scene.supervisor().close();

      assertThat(server.signals()).isEmpty();
      assertThat(server.closings()).isEqualTo(1);
    }
  }

  @Test
  void whoIsJustBeingStartedIsEndedAsSoonAsItIsThere() throws Exception {
    try (var scene = new Scene()) {
      var inside = new LinkedBlockingQueue<ScriptedUpstream>();
      var goOn = new CompletableFuture<Boolean>();
      scene.connector().script(it -> {
        inside.add(it);
        assertThat(goOn.join()).isTrue();
      });
      var load = scene.supervisor().load(Scene.notes());
      var server = Scene.next(inside);

      scene.supervisor().halt();
      assertThat(server.signals()).isEmpty();
      goOn.complete(true);

      assertThat(Scene.get(load)).isInstanceOf(StartOutcome.Closed.class);
      scene.connector().next();
      scene.heard().await(SupervisorEvent.Retired.class);
      assertThat(server.signals()).containsExactlyInAnyOrder("terminate", "kill");
      assertThat(server.closings()).isEqualTo(1);
    }
  }

  @Test
  void whatIsLoadedMeanwhileIsClosedAndAnswered() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (var scene = new Scene(); var loaders = Executors.newVirtualThreadPerTaskExecutor()) {
        var loads = new ArrayList<Future<StartOutcome>>();
        for (int i = 0; i < 16; i++) {
          var spec = named("server" + i % 8);
          loads.add(loaders.submit(() -> Scene.get(scene.supervisor().load(spec))));
        }

        scene.supervisor().halt();

        for (var load : loads) {
          assertThat(Scene.get(load)).isInstanceOfAny(StartOutcome.Serving.class,
              StartOutcome.Closed.class);
        }
      }
    }
  }

  private static ServerSpec named(String name) {
    return Scene.spec(name, Reload.SWAP, Duration.ofSeconds(30));
  }
}
