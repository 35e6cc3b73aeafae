package dev.hotplug.supervisor;

import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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
  private final History history;
  private final LinkedBlockingQueue<Event> mailbox = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<Ticket, CompletableFuture<Outcome>> waiters = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final Generations generations;
  private final CallQueue queue = new CallQueue(this);
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile ServerSpec newest;
  private volatile Snapshot snapshot = new Snapshot(new State.Stopped(Base.fresh()), null,
      new Past(OptionalLong.empty(), ToolCatalog.EMPTY), null);

  Server(ServerSpec spec, Supervisor.Means means) {
    this.name = spec.name();
    this.newest = spec;
    this.means = means;
    this.log = new StderrTail(means.clock());
    this.generations = new Generations(name, means, log, this::post, this::report);
    this.history = new History(means.clock(), log);
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

  /** Where calls begin. */
  CallQueue queue() {
    return queue;
  }

  /**
   * How many calls it takes: as the generation that serves was told, else as the next one will be.
   */
  Limits limits() {
    var serving = serving();
    return (serving == null ? newest : serving.spec()).options().limits();
  }

  History history() {
    return history;
  }

  /** Its generations that are not gone, oldest first. */
  List<Member> members(Census census) {
    return generations.members(snapshot.state(), census);
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

  /** Those of its generations that are not gone. */
  Generations generations() {
    return generations;
  }

  ServerStatus status() {
    var now = snapshot;
    var serving = now.serving();
    return new ServerStatus(name, ServerState.of(now.state()),
        serving == null ? now.state().base().newest() : serving.number(),
        serving == null ? now.past().tools() : serving.upstream().join().tools(),
        serving == null ? null : serving.spec(), now.failure(), queue.size());
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
    return generations.get(generation).started();
  }

  /** Those that made way for a generation that is not gone. */
  List<Departure> predecessors(long generation) {
    return generations.get(generation).predecessors();
  }

  /** How those of {@code gone} went that somebody has waited for until now. */
  List<Retirement> retirements(Set<Long> gone) {
    return generations.retirements(gone);
  }

  /** Tells all its connections that are not gone; those not yet there as soon as they are. */
  void tellConnections(Consumer<Upstream> what) {
    generations.tellConnections(what);
  }

  /** Lets it hear of something; whoever wants an answer {@link #ask}s. */
  void post(Event event) {
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
    var step = rules(spec.options()).on(before.state(), event);
    if (event instanceof Event.Retired(var generation)) generations.remove(generation);
    generations.prepare(step, spec);
    publish(before, event, step.state());
    history.note(before.state(), event, step, generations::get);
    if (event instanceof Event.Retired(var gone)) history.gone(gone, generations.retirement(gone));
    Chronicle.events(name, before.state(), event, step.state(), this::started).forEach(this::tell);
    if (event instanceof Event.Retired(var generation)) tellRetired(generation);
    if (isFarewell(event)) safely(() -> queue.dismiss(new CallOutcome.Unloaded()));
    for (var effect : step.effects()) safely(() -> carryOut(effect));
    // One that has places may have come beside one that has none and lives on.
    if (event instanceof Event.Connected && snapshot.serving() != before.serving())
      safely(queue::placeIsFree);
    generations.forget(step.state().base());
  }

  private Lifecycle rules(Options options) {
    return new Lifecycle(options.reload(), options.keepPrevious(), means.policy());
  }

  /** Publishes the new before anything closes the old. */
  private void publish(Snapshot before, Event event, State state) {
    var serving = before.serving();
    var past = serving == null ? before.past() : Past.of(serving);
    if (event instanceof Event.Connected(var number, var _) && !state.equals(before.state())) {
      var newcomer = generations.get(number);
      newcomer.comesToServe(past.generation(), past.tools(), generations.departures());
      past = Past.of(newcomer);
    }
    snapshot = new Snapshot(state, servingIn(state), past, failure(before, event, state));
  }

  private @Nullable Generation servingIn(State state) {
    return Serving.in(state) instanceof Serving.By by ? generations.get(by.generation()) : null;
  }

  private static @Nullable Cause failure(Snapshot before, Event event, State state) {
    if (state.equals(before.state())) return before.failure();
    if (state instanceof State.Failed(var _, var cause)) return cause;
    return switch (event) {
      case Event.StartFailed failed -> failed.cause();
      case Event.Ended ended when !before.state().base().keeps(ended.generation()) -> ended.cause();
      case Event.Connected _ -> null;
      case Event.Load _, Event.Reload _, Event.Call _, Event.Withdrawn _, Event.Unload _, Event.Close _, Event.Changed _, Event.Removed _, Event.Ended _, Event.Drained _, Event.Retired _, Event.RetryDue _ ->
        before.failure();
    };
  }

  /** Whether those who wait for a place have none to expect, though a call would load it again. */
  private static boolean isFarewell(Event event) {
    return event instanceof Event.Unload || event instanceof Event.Removed
        || event instanceof Event.Close;
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Start(var number) -> start(generations.get(number));
      case Effect.Retire(var number, var patience) ->
        generations.retire(number, patience, snapshot.state());
      case Effect.Schedule(var token, var crashes) -> schedule(token, crashes);
      case Effect.Answer(var tickets, var outcome) -> tickets.forEach(t -> answer(t, outcome));
    }
  }

  private void start(Generation generation) {
    tell(new SupervisorEvent.Starting(name, generation.number(), generation.spec(),
        generation.why().edit()));
    generations.start(generation.number());
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
    log.add(snapshot.state().base().newest(),
        StderrTail.Origin.HOTPLUG.mark() + "a fault in Hotplug: " + fault + place);
  }
}
