package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of a server's state: a mailbox and one virtual thread, {@code server-<name>}. It
 * feeds {@link Lifecycle} with events, publishes where that leads, and then carries out the
 * effects. Others see the published snapshot and post events; nobody else changes anything.
 */
final class Server {
  /** What others see. */
  private record Snapshot(State state, @Nullable Generation serving, Past past,
      @Nullable Cause failure) {}

  /** The generation that came to serve last, and what it offered. */
  private record Past(OptionalLong generation, ToolCatalog tools) {
    static Past of(Generation serving) {
      return new Past(OptionalLong.of(serving.number()), serving.upstream().join().tools());
    }
  }

  private final String name;
  private final Supervisor.Means means;
  private final StderrTail log;
  private final LinkedBlockingQueue<Event> mailbox = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<Ticket, CompletableFuture<Outcome>> waiters = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final ConcurrentHashMap<Long, Generation> generations = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Stopped> stops = new ConcurrentHashMap<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile ServerSpec newest;
  private volatile Snapshot snapshot = new Snapshot(new State.Stopped(State.Base.fresh()), null,
      new Past(OptionalLong.empty(), ToolCatalog.EMPTY), null);

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
        serving == null ? now.past().tools() : serving.upstream().join().tools(),
        serving == null ? null : serving.spec(), now.failure());
  }

  /**
   * Posts an event on behalf of somebody who waits; if he cancels, he no longer does.
   *
   * @param told makes of the answer what he gets, before anything else happens to this server
   */
  <T> CompletableFuture<T> ask(Function<Ticket, Event> event, Function<Outcome, T> told) {
    var ticket = new Ticket(tickets.incrementAndGet());
    var answer = new CompletableFuture<Outcome>();
    var wanted = answer.thenApply(told);
    var _ = wanted.whenComplete((_, _) -> withdraw(ticket));
    waiters.put(ticket, answer);
    post(event.apply(ticket));
    if (over.isDone()) answer(ticket, new Outcome.Closed());
    return wanted;
  }

  /** How a generation that is not gone came to serve. */
  Started started(long generation) {
    return generation(generation).started();
  }

  /** How those of {@code gone} went that somebody has waited for until now. */
  List<Retirement> retirements(Set<Long> gone) {
    var retirements = new ArrayList<Retirement>();
    for (long generation : new TreeSet<>(gone)) {
      var stopped = stops.get(generation);
      if (stopped != null) retirements.add(new Retirement(generation, stopped));
    }
    return retirements;
  }

  /** Tells all its connections that are not gone; those not yet there as soon as they are. */
  void tellConnections(Consumer<Upstream> what) {
    for (var generation : generations.values()) {
      var _ = generation.upstream().thenAccept(what);
    }
  }

  private void post(Event event) {
    mailbox.add(event);
  }

  private void work() {
    try {
      while (!isOver()) {
        var event = mailbox.take();
        safely(() -> handle(event));
      }
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
    var spec = newest;
    var step = new Lifecycle(spec.options().reload(), means.policy()).on(before.state(), event);
    if (event instanceof Event.Retired(var generation)) generations.remove(generation);
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Start(var number))
        generations.put(number, new Generation(number, spec));
    }
    publish(before, event, step.state());
    Chronicle.events(name, before.state(), event, step.state(), this::started).forEach(this::tell);
    if (event instanceof Event.Retired(var generation)) tellRetired(generation);
    for (var effect : step.effects()) safely(() -> carryOut(effect));
    forgetStops(step.state().base());
  }

  /** Publishes the new before anything closes the old. */
  private void publish(Snapshot before, Event event, State state) {
    var serving = before.serving();
    var past = serving == null ? before.past() : Past.of(serving);
    if (event instanceof Event.Connected(var number, var _) && !state.equals(before.state())) {
      var newcomer = generation(number);
      newcomer.comesToServe(past.generation(), past.tools());
      past = Past.of(newcomer);
    }
    snapshot = new Snapshot(state, servingIn(state), past, failure(before, event, state));
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

  private static @Nullable Cause failure(Snapshot before, Event event, State state) {
    if (state.equals(before.state())) return before.failure();
    return switch (event) {
      case Event.StartFailed failed -> failed.cause();
      case Event.Ended ended -> ended.cause();
      case Event.Connected _ -> null;
      case Event.Load _, Event.Reload _, Event.Call _, Event.Withdrawn _, Event.Unload _, Event.Close _, Event.SpecChanged _, Event.Removed _, Event.Retired _, Event.RetryDue _ ->
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

  private void withdraw(Ticket ticket) {
    if (waiters.remove(ticket) != null) post(new Event.Withdrawn(ticket));
  }

  private void schedule(long token, int crashes) {
    var pause = means.policy().pause(crashes, means.random());
    var _ = means.timer().after(pause, () -> post(new Event.RetryDue(token)));
    tell(new SupervisorEvent.Restarting(name, crashes, pause));
  }

  private void start(Generation generation) {
    Thread.ofVirtual()
        .name("start-" + name + "-" + generation.number())
        .start(() -> connect(generation));
  }

  private void connect(Generation generation) {
    if (generation.left().isDone()) {
      failed(generation, Cause.of("was called off before it was started"));
      return;
    }
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
      stops.put(generation.number(), upstream.close());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable fault) {
      // The root of a thread: those who wait for this end must hear of it all the same.
      report(fault);
    } finally {
      post(new Event.Retired(generation.number()));
    }
  }

  /** Forgets how those generations went that nobody waits for any more. */
  private void forgetStops(State.Base base) {
    stops.keySet()
        .removeIf(gone -> !base.leaving().contains(gone)
            && base.farewells().stream().noneMatch(f -> f.generations().contains(gone)));
  }

  private void tellRetired(long generation) {
    for (var retirement : retirements(Set.of(generation))) {
      tell(new SupervisorEvent.Retired(name, retirement));
    }
  }

  private void tell(SupervisorEvent event) {
    safely(() -> means.listener().accept(event));
  }

  /** What goes wrong in one thing is reported and keeps no other from being done. */
  private void safely(Runnable thing) {
    try {
      thing.run();
    } catch (Throwable fault) {
      report(fault);
    }
  }

  private void report(Throwable fault) {
    var trace = fault.getStackTrace();
    var place = trace.length == 0 ? "" : ", at " + trace[0];
    log.add(snapshot.state().base().newest(), "[hotplug] a fault in Hotplug: " + fault + place);
  }
}
