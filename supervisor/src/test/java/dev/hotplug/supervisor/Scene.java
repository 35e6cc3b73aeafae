package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Inherit;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A supervisor among scripted servers. Closing it checks that each server that was opened was
 * closed, and once.
 */
final class Scene implements AutoCloseable {
  /** Longer than anything here takes, unless it never comes. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ManualTimer timer = new ManualTimer();
  private final ScriptedConnector connector = new ScriptedConnector(timer);
  private final Heard heard = new Heard();
  private final Supervisor.Means means;
  private final Supervisor supervisor;

  Scene() {
    this(_ -> {});
  }

  /** One whose listener is {@code listener}, too. */
  Scene(Consumer<SupervisorEvent> listener) {
    this(listener, Optional.empty());
  }

  private Scene(Consumer<SupervisorEvent> listener, Optional<Timer> other) {
    means = new Supervisor.Means(connector, other.orElse(timer), timer, RestartPolicy.DEFAULT,
        new Random(1), heard.andThen(listener));
    supervisor = new Supervisor(means);
  }

  /** One whose alarms ring by themselves. */
  static Scene inRealTime() {
    return new Scene(_ -> {}, Optional.of(new SystemTimer()));
  }

  Supervisor.Means means() {
    return means;
  }

  ManualTimer timer() {
    return timer;
  }

  ScriptedConnector connector() {
    return connector;
  }

  Heard heard() {
    return heard;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  /** A server named {@code notes}. */
  static ServerSpec notes() {
    return spec("notes", Reload.SWAP, Duration.ofSeconds(30));
  }

  static ServerSpec replaced() {
    return spec("notes", Reload.REPLACE, Duration.ofSeconds(30));
  }

  /** The same server, of which the generation before is kept, and which takes so many calls. */
  static ServerSpec keeping(int inFlight) {
    var options = notes().options();
    return spec("notes", new Options(Reload.SWAP, options.timeouts(), new Limits(inFlight, 1),
        options.inherit(), false, true, Optional.empty()));
  }

  static ServerSpec spec(String name, Reload reload, Duration drain) {
    return spec(name, reload, drain, Limits.DEFAULT);
  }

  /** A server named {@code notes} that takes so many calls at once and lets so many wait. */
  static ServerSpec limited(Reload reload, int inFlight, int queued) {
    return spec("notes", reload, Duration.ofSeconds(30), new Limits(inFlight, queued));
  }

  private static ServerSpec spec(String name, Reload reload, Duration drain, Limits limits) {
    var d = Timeouts.DEFAULT;
    var timeouts = new Timeouts(d.start(), d.list(), d.call(), drain, d.eof(), d.term());
    return spec(name, new Options(reload, timeouts, limits, Inherit.NOTHING_MORE, false));
  }

  private static ServerSpec spec(String name, Options options) {
    return new ServerSpec.Stdio(name, "notes", List.of(), Map.of(), null, options);
  }

  /** Loads {@code notes}; returns what it runs as. */
  ScriptedUpstream load(ServerSpec spec) throws Exception {
    assertThat(get(supervisor.load(spec))).isInstanceOf(StartOutcome.Serving.class);
    return connector.next();
  }

  Call call(String tool) {
    return call(tool, Optional.empty());
  }

  Call call(String tool, Optional<Duration> deadline) {
    return call(tool, Span.of("{}"), deadline);
  }

  Call call(String tool, Span arguments, Optional<Duration> deadline) {
    return supervisor.call("notes", new ToolCall(tool, arguments, null, deadline, null));
  }

  /** Calls a tool of one generation, whichever serves. */
  Call call(long generation, String tool) {
    return supervisor.call("notes", generation,
        new ToolCall(tool, Span.of("{}"), null, Optional.empty(), null));
  }

  /** Calls {@code echo}; returns the generation that answered. */
  long echo() throws Exception {
    return answeredBy(call("echo"));
  }

  static long answeredBy(Call call) throws Exception {
    var outcome = get(call.outcome());
    assertThat(outcome).isInstanceOf(CallOutcome.Answered.class);
    return ((CallOutcome.Answered) outcome).generation();
  }

  ServerStatus status() {
    return supervisor.status("notes").orElseThrow();
  }

  /** Waits until {@code notes} is there. */
  void await(ServerState state) {
    await(state.toString(), () -> status().state() == state);
  }

  /** Waits until so many alarms are set. */
  void awaitAlarms(int count) {
    await("alarms", () -> timer.alarms() == count);
  }

  /** Waits until Hotplug stops a server. */
  static void awaitClosing(ScriptedUpstream server) {
    await("closed", () -> server.closings() > 0);
  }

  private static void await(String what, BooleanSupplier claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!claim.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not in time: %s", what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** The generation that a load or reload ended with. */
  static Started started(CompletableFuture<StartOutcome> start) throws Exception {
    var outcome = get(start);
    assertThat(outcome).isInstanceOf(StartOutcome.Serving.class);
    return ((StartOutcome.Serving) outcome).started();
  }

  static <T> T get(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS),
        "nothing came");
  }

  @Override
  public void close() {
    supervisor.close();
    assertThat(connector.opened()).allSatisfy(it -> assertThat(it.closings()).isEqualTo(1));
  }
}
