package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of a server's state: a mailbox and one virtual thread, {@code server-<name>}. It
 * feeds {@link Lifecycle} with events, publishes where that leads, and then carries out the
 * effects. Others see the published snapshot and post events; nobody else changes anything.
 */
final class Server {
  private static final int KEPT = 32;

  /** What others see. */
  private record Snapshot(State state, @Nullable Generation serving, ToolCatalog lastTools,
      @Nullable Cause failure) {}

  private final String name;
  private final Supervisor.Means means;
  private final StderrTail log;
  private final LinkedBlockingQueue<Event> mailbox = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<Ticket, CompletableFuture<Outcome>> waiters = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Generation> generations = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, Stopped> stops = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, Started> starts = new ConcurrentSkipListMap<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile ServerSpec newest;
  private volatile Snapshot snapshot = new Snapshot(new State.Stopped(State.Base.fresh()), null,
      ToolCatalog.EMPTY, null);

  Server(ServerSpec spec, Supervisor.Means means) {
    this.name = spec.name();
    this.newest = spec;
    this.means = means;
    this.log = new StderrTail(means.clock());
  }

  /** Begins to work; to be called once. */
  Server begin() {
    Thread.ofVirtual().name("server-" + name).start(this::work);
    return this;
  }

  String name() {
    return name;
  }

  StderrTail log() {
    return log;
  }

  /** The next start uses this spec. */
  void remember(ServerSpec spec) {
    newest = spec;
  }

  /** The generation that calls go to, null when none serves. */
  @Nullable
  Generation serving() {
    return snapshot.serving();
  }

  ServerStatus status() {
    var now = snapshot;
    var serving = now.serving();
    return new ServerStatus(name, ServerState.of(now.state()),
        serving == null ? now.state().base().newest() : serving.number(),
        serving == null ? now.lastTools() : serving.upstream().join().tools(),
        serving == null ? null : serving.spec(), now.failure());
  }

  /** Posts an event on behalf of somebody who waits. */
  CompletableFuture<Outcome> ask(Function<Ticket, Event> event) {
    var ticket = new Ticket(tickets.incrementAndGet());
    var answer = new CompletableFuture<Outcome>();
    waiters.put(ticket, answer);
    post(event.apply(ticket));
    if (over.isDone()) answer(ticket, new Outcome.Closed());
    return answer;
  }

  /** What a generation came with that has come to serve, one of the last few. */
  Started started(long generation) {
    var started = starts.get(generation);
    if (started == null)
      throw new IllegalStateException("generation " + generation + " never served");
    return started;
  }

  /** How generations from {@code first} on went, as far as they are gone. */
  List<Retirement> retirements(long first) {
    return stops.tailMap(first)
        .entrySet()
        .stream()
        .map(stop -> new Retirement(stop.getKey(), stop.getValue()))
        .toList();
  }

  /** The lowest generation that is not gone; one more than the newest when all are. */
  long oldestAlive() {
    var oldest = generations.firstEntry();
    return oldest == null ? snapshot.state().base().newest() + 1 : oldest.getKey();
  }

  /** Those of its connections that are not gone. */
  List<Upstream> connections() {
    return generations.values()
        .stream()
        .filter(generation -> generation.upstream().isDone())
        .map(generation -> generation.upstream().join())
        .toList();
  }

  private void post(Event event) {
    mailbox.add(event);
  }

  private void work() {
    try {
      while (!isOver()) handle(mailbox.take());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      over.complete(null);
      for (var ticket : List.copyOf(waiters.keySet())) answer(ticket, new Outcome.Closed());
    }
  }

  private boolean isOver() {
    return snapshot.state() instanceof State.Closed(var base) && base.leaving().isEmpty();
  }

  private void handle(Event event) {
    var before = snapshot;
    var rules = new Lifecycle(newest.options().reload(), means.policy());
    var step = rules.on(before.state(), event);
    if (event instanceof Event.Retired(var generation)) generations.remove(generation);
    for (var effect : step.effects()) if (effect instanceof Effect.Start(var number)) admit(number);
    publish(before, event, step.state());
    Chronicle.events(name, before.state(), event, step.state(), this::started)
        .forEach(means.listener());
    for (var effect : step.effects()) carryOut(effect);
  }

  private void admit(long number) {
    generations.put(number, new Generation(number, newest));
  }

  /** Publishes the new before anything closes the old. */
  private void publish(Snapshot before, Event event, State state) {
    var serving = servingIn(state);
    var old = before.serving();
    var tools = old == null ? before.lastTools() : old.upstream().join().tools();
    if (serving != null && serving != old) introduce(serving, old, tools);
    snapshot = new Snapshot(state, serving, tools, failure(before, event, state));
  }

  private @Nullable Generation servingIn(State state) {
    var serving = switch (state) {
      case State.Ready s -> s.serving();
      case State.Starting s -> s.serving();
      case State.Stopped _, State.Vacating _, State.BackingOff _, State.Failed _, State.Closed _ ->
        new Serving.Nobody();
    };
    return serving instanceof Serving.By by ? generations.get(by.generation()) : null;
  }

  private void introduce(Generation serving, @Nullable Generation old, ToolCatalog tools) {
    var ready = serving.ready();
    if (ready == null) throw new IllegalStateException("a generation serves that is not ready");
    keep(starts, serving.number(), new Started(serving.number(),
        old == null ? OptionalLong.empty() : OptionalLong.of(old.number()),
        serving.spec().options().reload(), ready.tools(), CatalogDiff.between(tools, ready.tools()),
        ready.timing(), Duration.ofNanos(System.nanoTime() - serving.readyNanos())));
  }

  private static @Nullable Cause failure(Snapshot before, Event event, State state) {
    return switch (event) {
      case Event.StartFailed(var _, var cause, var _) when !state.equals(before.state()) -> cause;
      case Event.Ended ended when !state.equals(before.state()) -> ended.cause();
      case Event.Connected _ when state instanceof State.Ready -> null;
      case Event.Load _, Event.Reload _, Event.Call _, Event.Unload _, Event.Close _, Event.SpecChanged _, Event.Removed _, Event.Connected _, Event.StartFailed _, Event.Ended _, Event.Retired _, Event.RetryDue _ ->
        before.failure();
    };
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Start(var number) -> start(generation(number));
      case Effect.Retire(var number, var patience) -> retire(number, patience);
      case Effect.Schedule(var token, var crashes) -> schedule(token, crashes);
      case Effect.Answer(var tickets, var outcome) -> tickets.forEach(t -> answer(t, outcome));
    }
  }

  private Generation generation(long number) {
    var generation = generations.get(number);
    if (generation == null) throw new IllegalStateException("no generation " + number);
    return generation;
  }

  private void answer(Ticket ticket, Outcome outcome) {
    var waiter = waiters.remove(ticket);
    if (waiter != null) waiter.complete(outcome);
  }

  private void schedule(long token, int crashes) {
    var pause = means.policy().pause(crashes, means.random());
    var _ = means.timer().after(pause, () -> post(new Event.RetryDue(token)));
    means.listener().accept(new SupervisorEvent.Restarting(name, crashes, pause));
  }

  private void start(Generation generation) {
    Thread.ofVirtual()
        .name("start-" + name + "-" + generation.number())
        .start(() -> connect(generation));
  }

  private void connect(Generation generation) {
    try {
      var upstream = means.connector().open(generation.spec(), generation.number(), log);
      generation.upstream().complete(upstream);
      switch (upstream.prepare()) {
        case Readiness.Ready ready -> connected(generation, upstream, ready);
        case Readiness.Failed(var cause) -> failed(generation, cause);
      }
    } catch (Throwable e) {
      // The root of a thread: whatever it is, those who wait for this start must hear of it.
      failed(generation, Cause.of("could not be started, by a fault in Hotplug: " + e));
    }
  }

  private void connected(Generation generation, Upstream upstream, Readiness.Ready ready) {
    generation.becameReady(ready);
    post(new Event.Connected(generation.number(), means.clock().instant()));
    var _ = upstream.ended()
        .thenAccept(cause -> post(new Event.Ended(generation.number(), means.clock().instant(),
            cause, generation.engaged())));
  }

  private void failed(Generation generation, Cause cause) {
    generation.upstream().complete(Upstream.unstartable(cause));
    post(new Event.StartFailed(generation.number(), cause, Event.Obstacle.NONE));
  }

  private void retire(long number, Patience patience) {
    var generation = generations.get(number);
    if (generation == null) return;
    generation.inFlight().close();
    switch (patience) {
      case UNTIL_CALLS_END -> {
        // They end by themselves, or by their own deadlines.
      }
      case DRAIN_TIME ->
        generation.inFlight().limit(generation.spec().options().timeouts().drain());
      case NONE -> generation.inFlight().limit(Duration.ZERO);
    }
    if (generation.left().complete(null)) {
      Thread.ofVirtual().name("retire-" + name + "-" + number).start(() -> dismiss(generation));
    }
  }

  private void dismiss(Generation generation) {
    try {
      int cut = generation.inFlight().awaitEmpty();
      var upstream = generation.upstream().join();
      if (cut > 0 && !upstream.ended().isDone()) {
        generation.bidFarewell("was stopped by Hotplug before it had answered");
      }
      var stopped = upstream.close();
      keep(stops, generation.number(), stopped);
      means.listener()
          .accept(new SupervisorEvent.Retired(name, new Retirement(generation.number(), stopped)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      post(new Event.Retired(generation.number()));
    }
  }

  private static <T> void keep(ConcurrentSkipListMap<Long, T> last, long number, T value) {
    last.put(number, value);
    while (last.size() > KEPT) last.pollFirstEntry();
  }
}
