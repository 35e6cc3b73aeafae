package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.SupervisorEvent.Restarting;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two calls at once and three that wait, unless a test says otherwise. */
class CallQueueTest {
  private static final ServerSpec NOTES = Scene.limited(Reload.SWAP, 2, 3);
  private static final CallOutcome CROWDED = new CallOutcome.Crowded(new Limits(2, 3));
  private static final Optional<Duration> ONE_SECOND = Optional.of(Duration.ofSeconds(1));

  private final List<Call> calls = new ArrayList<>();

  @Test
  void noMoreCallsThanThereArePlacesAreWithTheServer() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 5);
      var held = List.of(server.heldCall(), server.heldCall());

      assertThat(numbers(server)).containsExactly(1, 2);
      assertThat(calls).noneMatch(call -> call.outcome().isDone());

      server.answer(held.getFirst());
      assertThat(number(server.heldCall())).isEqualTo(3);
      server.answer(held.getLast());
      assertThat(number(server.heldCall())).isEqualTo(4);
      assertThat(numbers(server)).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void whoeverIsTooManyIsToldBothLimitsAtOnceAndNobodyElseIsHurt() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 6);

      assertThat(calls.getLast().outcome()).isCompletedWithValue(CROWDED);

      for (int i = 0; i < 5; i++) server.answer(server.heldCall());
      for (var call : calls.subList(0, 5)) assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void whileNobodyServesAsManyMoreWaitAsWillFindAPlace() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      scene.supervisor().remember(NOTES);
      hold(scene, 6);
      var server = scene.connector().next();

      assertThat(calls.getLast().outcome()).isCompletedWithValue(CROWDED);
      server.ready("hold");

      for (int i = 1; i <= 5; i++) {
        var held = server.heldCall();
        assertThat(number(held)).isEqualTo(i);
        server.answer(held);
      }
      for (var call : calls.subList(0, 5)) assertThat(Scene.answeredBy(call)).isEqualTo(1);
    }
  }

  @Test
  void whoWaitsForAStartToCallThenIsCountedToo() throws Exception {
    try (var scene = new Scene()) {
      scene.connector().script(_ -> {});
      var starts = IntStream.range(0, 6)
          .mapToObj(_ -> scene.supervisor().awaitServing(NOTES))
          .toList();
      var server = scene.connector().next();

      assertThat(starts.getLast()).isCompletedWithValue(new StartOutcome.Crowded(new Limits(2, 3)));
      hold(scene, 1);
      assertThat(calls.getLast().outcome()).isCompletedWithValue(CROWDED);

      server.ready("hold");
      for (var start : starts.subList(0, 5)) {
        assertThat(Scene.started(start).generation()).isEqualTo(1);
      }
      hold(scene, 1);
      assertThat(number(server.heldCall())).isEqualTo(2);
    }
  }

  @Test
  void aServerThatLetsNobodyWaitStillTakesWhoFindsAPlace() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(Scene.limited(Reload.SWAP, 1, 0));
      hold(scene, 2);

      assertThat(calls.getLast().outcome())
          .isCompletedWithValue(new CallOutcome.Crowded(new Limits(1, 0)));
      server.answer(server.heldCall());
      assertThat(Scene.answeredBy(calls.getFirst())).isEqualTo(1);
      assertThat(scene.echo()).isEqualTo(1);
    }
  }

  @Test
  void whoGivesUpMakesRoomAtOnce() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 5);

      calls.get(2).cancel("changed my mind");
      calls.get(3).cancel("changed my mind");
      hold(scene, 3);

      assertThat(calls.get(7).outcome()).isCompletedWithValue(CROWDED);
      for (int number : new int[]{1, 2, 5, 6, 7}) {
        var held = server.heldCall();
        assertThat(number(held)).isEqualTo(number);
        server.answer(held);
      }
    }
  }

  @Test
  void whoWaitsKeepsItsOwnDeadline() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 2);
      var waiting = scene.call("echo", ONE_SECOND);
      var patient = scene.call("echo");

      scene.timer().advance(Duration.ofSeconds(1));

      assertThat(Scene.get(waiting.outcome()))
          .isEqualTo(new CallOutcome.WaitedTooLong(Duration.ofSeconds(1)));
      server.answer(server.heldCall());
      assertThat(Scene.answeredBy(patient)).isEqualTo(1);
      assertThat(server.received()).hasSize(3);
      scene.awaitAlarms(0);
    }
  }

  @Test
  void aSwapSendsWhoWaitsToTheNextGenerationInTheirOrder() throws Exception {
    try (var scene = new Scene()) {
      var old = scene.load(NOTES);
      hold(scene, 5);
      var last = List.of(old.heldCall(), old.heldCall());

      Scene.started(scene.supervisor().reload(NOTES));

      var next = scene.connector().next();
      for (int number = 3; number <= 5; number++) {
        var held = next.heldCall();
        assertThat(number(held)).isEqualTo(number);
        next.answer(held);
      }
      for (var call : calls.subList(2, 5)) assertThat(Scene.answeredBy(call)).isEqualTo(2);
      last.forEach(old::answer);
      for (var call : calls.subList(0, 2)) assertThat(Scene.answeredBy(call)).isEqualTo(1);
      assertThat(numbers(old)).containsExactly(1, 2);
    }
  }

  @Test
  void theLimitsAreThoseOfTheGenerationThatServes() throws Exception {
    try (var scene = new Scene()) {
      scene.load(NOTES);
      hold(scene, 2);
      var wider = Scene.limited(Reload.SWAP, 3, 0);

      Scene.started(scene.supervisor().reload(wider));
      hold(scene, 4);

      assertThat(calls.getLast().outcome())
          .isCompletedWithValue(new CallOutcome.Crowded(new Limits(3, 0)));
      assertThat(calls.subList(0, 5)).noneMatch(call -> call.outcome().isDone());
    }
  }

  @Test
  void aCrashLosesWhoWasSentAndWhoWaitsGoesToTheNextGeneration() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 5);
      server.heldCall();
      server.heldCall();

      server.crash();
      scene.timer().advance(scene.heard().await(Restarting.class).pause());

      for (var call : calls.subList(0, 2)) {
        assertThat(Scene.get(call.outcome())).isInstanceOf(CallOutcome.Lost.class);
      }
      var next = scene.connector().next();
      for (int number = 3; number <= 5; number++) {
        var held = next.heldCall();
        assertThat(number(held)).isEqualTo(number);
        next.answer(held);
      }
      assertThat(numbers(server)).containsExactly(1, 2);
    }
  }

  @Test
  void whoWaitsWhenTheServerIsUnloadedIsToldSoAndStartsNothing() throws Exception {
    try (var scene = new Scene()) {
      var server = scene.load(NOTES);
      hold(scene, 3);
      var held = List.of(server.heldCall(), server.heldCall());

      var unload = scene.supervisor().unload("notes");

      assertThat(Scene.get(calls.getLast().outcome())).isEqualTo(new CallOutcome.Unloaded());
      held.forEach(server::answer);
      assertThat(Scene.get(unload)).hasSize(1);
      assertThat(scene.connector().opened()).hasSize(1);
    }
  }

  @Test
  void whileItIsReplacedCallsWaitWithinTheirDeadlinesAndTheLimit() throws Exception {
    var replaced = Scene.limited(Reload.REPLACE, 2, 3);
    try (var scene = new Scene()) {
      var old = scene.load(replaced);
      hold(scene, 1);
      var last = old.heldCall();
      var reload = scene.supervisor().reload(replaced);
      scene.await(ServerState.VACATING);
      hold(scene, 4);
      var hasty = scene.call("echo", ONE_SECOND);

      hold(scene, 1);
      assertThat(calls.getLast().outcome()).isCompletedWithValue(CROWDED);
      scene.timer().advance(Duration.ofSeconds(1));
      assertThat(Scene.get(hasty.outcome())).isInstanceOf(CallOutcome.WaitedTooLong.class);

      old.answer(last);
      assertThat(Scene.started(reload).generation()).isEqualTo(2);
      var next = scene.connector().next();
      for (int number = 2; number <= 5; number++) {
        var held = next.heldCall();
        assertThat(number(held)).isEqualTo(number);
        next.answer(held);
      }
      assertThat(numbers(old)).containsExactly(1);
    }
  }

  @Test
  void amongManyCallersNobodyIsForgottenAndNeverAreThereMoreThanPlaces() throws Exception {
    int callers = 32;
    try (var scene = new Scene(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var server = scene.load(Scene.limited(Reload.SWAP, 3, callers));

      var answered = IntStream.range(0, callers).mapToObj(_ -> threads.submit(() -> {
        for (int i = 0; i < 200; i++) assertThat(scene.echo()).isEqualTo(1);
        return true;
      })).toList();

      for (var each : answered) assertThat(Scene.get(each)).isTrue();
      assertThat(server.received()).hasSize(callers * 200);
      assertThat(server.mostAtOnce()).isBetween(1, 3);
    }
  }

  /** Makes more calls, numbered from 1 on, that end when they are told. */
  private void hold(Scene scene, int count) {
    for (int i = 0; i < count; i++) {
      var number = Span.of("{\"number\":" + (calls.size() + 1) + "}");
      calls.add(scene.call("hold", number, Optional.empty()));
    }
  }

  private static int number(Message.Request held) {
    var params = Objects.requireNonNull(held.params());
    return number(String.valueOf(params.members().get("arguments")));
  }

  private static int number(String arguments) {
    return Integer.parseInt(arguments.replaceAll("\\D", ""));
  }

  private static List<Integer> numbers(ScriptedUpstream server) {
    return server.received().stream().map(CallQueueTest::number).toList();
  }
}
