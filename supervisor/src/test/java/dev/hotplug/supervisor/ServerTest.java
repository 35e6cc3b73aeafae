package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.supervisor.Effect.Outcome;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServerTest {

  @Test
  void whoWaitsNoLongerIsForgottenWhileOthersWaitOn() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      var server = new Server(Scene.notes(), scene.means()).begin();
      var other = ask(server, Event.Load::new);
      var upstream = scene.connector().next();

      var forgotten = withdrawn(server);

      long end = System.nanoTime() + Scene.PATIENCE.toNanos();
      while (forgotten.get() != null && System.nanoTime() < end) System.gc();
      assertThat(forgotten.get()).isNull();
      upstream.ready("echo");
      assertThat(Scene.get(other)).isEqualTo(new Outcome.Serves(1));
      Scene.get(ask(server, Event.Close::new));
    }
  }

  private static WeakReference<CompletableFuture<Outcome>> withdrawn(Server server) {
    var waiting = ask(server, Event.Call::new);
    assertThat(waiting.cancel(false)).isTrue();
    return new WeakReference<>(waiting);
  }

  @Test
  void theAnswerIsMadeBeforeAnythingElseHappensToTheServer() throws Exception {
    try (var scene = new Scene()) {
      var server = new Server(Scene.notes(), scene.means()).begin();

      for (long generation = 1; generation <= 40; generation++) {
        long expected = generation;
        var started = server.ask(Event.Reload::new, how -> how.equals(new Outcome.Serves(expected))
            && server.started(expected).generation() == expected);

        assertThat(Scene.get(started)).isTrue();
      }
      Scene.get(ask(server, Event.Close::new));
    }
  }

  @Test
  void whoServedAdmitsNobodyOnceItsSuccessorIsAnnounced() throws Exception {
    try (var scene = new Scene()) {
      var server = new Server(Scene.notes(), scene.means()).begin();
      Scene.get(ask(server, Event.Load::new));
      var old = Objects.requireNonNull(server.serving());

      Scene.get(ask(server, Event.Reload::new));

      assertThat(old.inFlight().enter()).isEqualTo(InFlight.Entry.CLOSED);
      assertThat(Objects.requireNonNull(server.serving()).inFlight().enter())
          .isEqualTo(InFlight.Entry.ADMITTED);
      Scene.get(ask(server, Event.Close::new));
    }
  }

  @Test
  void whoAsksWhenAllIsOverIsToldSo() throws Exception {
    try (var scene = new Scene()) {
      var server = new Server(Scene.notes(), scene.means()).begin();

      assertThat(Scene.get(ask(server, Event.Close::new))).isInstanceOf(Outcome.Gone.class);

      assertThat(Scene.get(ask(server, Event.Load::new))).isEqualTo(new Outcome.Closed());
      assertThat(server.status().state()).isEqualTo(ServerState.CLOSED);
    }
  }

  private static CompletableFuture<Outcome> ask(Server server,
      Function<State.Ticket, Event> event) {
    return server.ask(event, Function.identity());
  }
}
