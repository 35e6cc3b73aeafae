package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Expected.Promise;
import dev.hotplug.supervisor.Expected.Script;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who does to one server whatever comes to his mind, and holds what he sees against what
 * he may expect. Closing it ends the supervisor.
 */
final class UserWalk implements AutoCloseable {
  /** Longer than the longest pause after a crash, shorter than the calm that forgets crashes. */
  private static final Duration WHILE = Duration.ofSeconds(31);

  /** Something that was asked for: what is expected, and what has come. */
  private record Asked(int number, Promise promise, CompletableFuture<String> real,
      Optional<Call> call) {}

  private final Scene scene = new Scene();
  private final ServerSpec spec;
  private final Expected expected;
  private final Random random;
  private final List<Asked> all = new ArrayList<>();
  private final Map<String, Message.Request> held = new HashMap<>();
  private final List<String> steps = new ArrayList<>();

  UserWalk(Reload mode, Random random) {
    this.spec = Scene.spec("notes", mode, Duration.ZERO);
    this.expected = new Expected(mode);
    this.random = random;
    scene.supervisor().remember(spec);
  }

  /** What was done so far. */
  @Override
  public String toString() {
    return String.join(", ", steps);
  }

  void go(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      step();
      settle();
    }
    for (var call : heldCalls()) answer(call);
    settle();
    checkNothingWasSentTwice();
  }

  private void step() throws Exception {
    script();
    switch (random.nextInt(17)) {
      case 0, 1 -> load();
      case 2, 3, 4 -> reload();
      case 5 -> unload();
      case 6, 7 -> call("echo");
      case 8, 9 -> call("hold");
      case 10 -> answerOne();
      case 11 -> cancelOne();
      case 12 -> crash();
      case 13 -> pass();
      case 14 -> edit();
      default -> decide();
    }
  }

  /** Most servers start at once, most of the time. */
  private void script() {
    var script = switch (random.nextInt(6)) {
      case 0 -> Script.FAILS;
      case 1, 2 -> Script.HANGS;
      default -> Script.READY;
    };
    expected.script(script);
    scene.connector().script(switch (script) {
      case READY -> upstream -> upstream.ready("echo", "hold");
      case FAILS -> ScriptedUpstream::failToStart;
      case HANGS -> _ -> {};
    });
    steps.add("starts will be " + script);
  }

  private void load() {
    steps.add("load");
    var promise = asked(false, scene.supervisor().load(spec).thenApply(UserWalk::words));
    expected.load(promise);
  }

  private void reload() {
    steps.add("reload");
    var promise = asked(false, scene.supervisor().reload(spec).thenApply(UserWalk::words));
    expected.reload(promise);
  }

  /** What it is made of changes, and somebody watches. */
  private void edit() {
    steps.add("edit");
    var change = Change.of(Change.Kind.FILES, List.of("notes.py"));
    var promise = asked(false,
        scene.supervisor().changed("notes", change).thenApply(UserWalk::words));
    expected.change(promise);
  }

  private void unload() {
    steps.add("unload");
    var promise = asked(false, scene.supervisor().unload("notes").thenApply(_ -> "gone"));
    expected.unload(promise);
  }

  private void call(String tool) {
    int number = all.size();
    steps.add(tool + " " + number);
    var call = scene.call(tool, Span.of("{\"n\":" + number + "}"), Optional.empty());
    var promise = new Promise(tool.equals("hold"));
    all.add(
        new Asked(number, promise, call.outcome().thenApply(UserWalk::words), Optional.of(call)));
    expected.call(promise);
  }

  private Promise asked(boolean isHeld, CompletableFuture<String> real) {
    var promise = new Promise(isHeld);
    all.add(new Asked(all.size(), promise, real, Optional.empty()));
    return promise;
  }

  private void answerOne() throws InterruptedException {
    var calls = heldCalls();
    if (!calls.isEmpty()) answer(oneOf(calls));
  }

  private void answer(Asked call) throws InterruptedException {
    long generation = call.promise().heldBy();
    steps.add("answer " + call.number());
    var server = server(generation);
    server.answer(request(call, server));
    expected.answer(call.promise());
  }

  /** Waits until the call has arrived, behind those that came before it. */
  private Message.Request request(Asked call, ScriptedUpstream server) throws InterruptedException {
    var arguments = "{\"n\":" + call.number() + "}";
    while (!held.containsKey(arguments)) {
      var next = server.heldCall();
      var params = next.params();
      if (params == null) throw new AssertionError("a call without params");
      held.put(String.valueOf(params.members().get("arguments")), next);
    }
    return held.get(arguments);
  }

  private void cancelOne() {
    var calls = all.stream()
        .filter(asked -> asked.call().isPresent() && asked.promise().waits())
        .toList();
    if (calls.isEmpty()) return;
    var one = oneOf(calls);
    steps.add("cancel " + one.number());
    one.call().orElseThrow().cancel("no longer wanted");
    expected.cancel(one.promise());
  }

  private void crash() {
    if (expected.serving() == 0) return;
    steps.add("crash");
    server(expected.serving()).crash();
    expected.crash();
  }

  private void pass() {
    steps.add("wait");
    scene.timer().advance(WHILE);
    expected.pass(WHILE);
  }

  /** The candidate that hangs is ready, or never will be. */
  private void decide() {
    if (expected.candidate() == 0) return;
    var candidate = server(expected.candidate());
    if (random.nextInt(3) == 0) {
      steps.add("the candidate fails");
      candidate.failToStart();
      expected.fail();
    } else {
      steps.add("the candidate is ready");
      candidate.ready("echo", "hold");
      expected.succeed();
    }
  }

  private List<Asked> heldCalls() {
    return all.stream().filter(asked -> asked.promise().heldBy() != 0).toList();
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private ScriptedUpstream server(long generation) {
    return scene.connector()
        .opened()
        .stream()
        .filter(upstream -> upstream.pid() == generation)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until all is as it should be; what has no drain time left is cut meanwhile. */
  private void settle() throws Exception {
    long end = System.nanoTime() + Scene.PATIENCE.toNanos();
    while (!view().equals(expectedView())) {
      assertThat(System.nanoTime()).as("%s, and not %s", view(), expectedView()).isLessThan(end);
      scene.timer().advance(Duration.ZERO);
      Thread.onSpinWait();
    }
    for (var call : heldCalls()) {
      var _ = request(call, server(call.promise().heldBy()));
    }
    for (var asked : all) check(asked);
  }

  private static void check(Asked asked) throws Exception {
    var told = asked.promise().told();
    if (told == null) assertThat(asked.real()).as("%d waits", asked.number()).isNotDone();
    else assertThat(Scene.get(asked.real())).as("%d", asked.number()).isEqualTo(told);
  }

  private String view() {
    var status = scene.status();
    var lives = scene.supervisor().history("notes").orElseThrow().kept();
    var living = new TreeSet<Long>();
    for (var life : lives) if (life.gone().isEmpty()) living.add(life.generation());
    return words(status.state(), status.serves() ? status.generation() : 0, newestOpened(), living,
        scene.heard().all(SupervisorEvent.Restarting.class).size());
  }

  /** A start is seen once its server is there: from then on it knows what is to become of it. */
  private long newestOpened() {
    var opened = scene.connector().opened();
    return opened.isEmpty() ? 0 : opened.getLast().pid();
  }

  private String expectedView() {
    return words(expected.state(), expected.serving(), expected.newest(), expected.living(),
        expected.backOffs());
  }

  private static String words(ServerState state, long serving, long newest, SortedSet<Long> living,
      int backOffs) {
    return state.word() + ", " + serving + " serves, " + newest + " is the newest, " + living
        + " live, " + backOffs + " restarts were due";
  }

  private static String words(StartOutcome outcome) {
    return switch (outcome) {
      case StartOutcome.Serving serving -> "serves " + serving.started().generation();
      case StartOutcome.Failed(var _, var still) ->
        still.isPresent() ? "failed, " + still.getAsLong() + " serves" : "failed";
      case StartOutcome.Unloaded _ -> "unloaded";
      case StartOutcome.Crowded _, StartOutcome.Closed _ -> outcome.toString();
    };
  }

  private static String words(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered(var generation, var _) -> "answered by " + generation;
      case CallOutcome.Lost lost -> "lost by " + lost.generation();
      case CallOutcome.NotServing _ -> "not serving";
      case CallOutcome.Unloaded _ -> "unloaded";
      case CallOutcome.Withheld _ -> "withheld";
      case CallOutcome.Cancelled _ -> "cancelled";
      case CallOutcome.Refused _, CallOutcome.TimedOut _, CallOutcome.WaitedTooLong _, CallOutcome.Crowded _, CallOutcome.TooLong _, CallOutcome.NoRoom _, CallOutcome.Garbled _, CallOutcome.Clogged _, CallOutcome.NotLiving _, CallOutcome.Full _ ->
        outcome.toString();
    };
  }

  private void checkNothingWasSentTwice() {
    var received = scene.connector()
        .opened()
        .stream()
        .flatMap(upstream -> upstream.received().stream())
        .toList();
    assertThat(received).doesNotHaveDuplicates();
  }

  @Override
  public void close() {
    scene.close();
  }
}
