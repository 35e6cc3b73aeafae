package dev.hotplug.supervisor;

import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.Event.Obstacle;
import dev.hotplug.supervisor.State.Farewell;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Hindrance.Elder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Short words for states, events and effects, for tests to inherit. Generations are numbers. */
class LifecycleWords {
  static final Ticket A = new Ticket(1);
  static final Ticket B = new Ticket(2);
  static final Ticket C = new Ticket(3);
  static final Cause BROKEN = new Cause("exited", new Exit(1), List.of(), null);
  static final Cause GIVEN_UP = new Cause(
      "crashed 5 times without 60 s of calm between; the last time it exited", new Exit(1),
      List.of(), null);
  static final Cause DONE = new Cause("exited", new Exit(0), List.of(), null);
  static final Elder ELDER = new Elder("port 3000", 3);
  static final Change EDIT = Change.of(Change.Kind.FILES, List.of("server.py"));
  static final Instant BEGIN = Instant.EPOCH;
  static final Duration SOON = Duration.ofSeconds(1);

  // States. Nothing leaves and nobody waits, unless one of the words further down says so.

  /** @param newest the last generation that was started; those before it are gone */
  static State stopped(long newest) {
    return new State.Stopped(base(newest));
  }

  static State.Vacating vacating(long newest) {
    return new State.Vacating(base(newest), new Why.Requested(), 1, List.of());
  }

  /** One that waits for the place of an elder of its, after it had failed beside it. */
  static State.Vacating contested(long newest) {
    return vacating(newest).joined(new Why.Contested(new Why.Requested(), ELDER), List.of());
  }

  static State.Starting starting(long candidate) {
    return starting(candidate, new Serving.Nobody());
  }

  static State.Starting starting(long candidate, Serving serving) {
    return new State.Starting(base(candidate), candidate, serving, new Why.Requested(), 1,
        List.of(), List.of(), null);
  }

  /** One that a call began. */
  static State.Starting called(State.Starting state) {
    return because(new Why.Called(), state);
  }

  /** One that an edit began. */
  static State.Starting edited(State.Starting state) {
    return because(new Why.Changed(EDIT), state);
  }

  /** One that an edit began. */
  static State.Vacating edited(State.Vacating state) {
    return state.joined(new Why.Changed(EDIT), List.of());
  }

  static State.Starting because(Why why, State.Starting state) {
    return state.joined(why, List.of());
  }

  static State.Starting restarting(long candidate, int crashes) {
    return starting(candidate).joined(new Why.Restart(crashes), List.of());
  }

  static State ready(long serving) {
    return ready(by(serving));
  }

  static State ready(Serving.By serving) {
    return new State.Ready(base(serving.generation()), serving);
  }

  /** @param crashed the generation whose end it was, the newest one */
  static State backingOff(int crashes, long crashed) {
    return new State.BackingOff(base(crashed), crashes, crashed, List.of());
  }

  static State failed(long newest) {
    return failed(newest, BROKEN);
  }

  static State failed(long newest, Cause cause) {
    return new State.Failed(base(newest), cause);
  }

  /** One that crashed so often that it is left alone. */
  static State givenUp(long newest) {
    return new State.Failed(base(newest), GIVEN_UP);
  }

  static State closed(long newest) {
    return new State.Closed(base(newest));
  }

  private static Base base(long newest) {
    return new Base(newest, OptionalLong.empty(), new TreeSet<>(), Set.of(), List.of());
  }

  static Serving.By by(long generation) {
    return by(generation, 0);
  }

  static Serving.By by(long generation, int crashes) {
    return new Serving.By(generation, BEGIN, crashes);
  }

  /** The same, with a generation that lives on beside its successor. */
  static State keeping(long generation, State state) {
    return state.with(state.base().keeping(by(generation)));
  }

  /** The same, with these generations leaving as soon as their calls allow. */
  static State leaving(State state, Long... generations) {
    return state.with(state.base().with(List.of(generations)));
  }

  /** The same, with these generations leaving at once. */
  static State dying(State state, Long... generations) {
    return state.with(state.base().dismissing(List.of(generations)));
  }

  /** The same, with one who waits until these generations are gone. */
  static State awaitingEnd(State state, Ticket ticket, Long... generations) {
    return state.with(state.base().with(new Farewell(ticket, Set.of(generations))));
  }

  /** The same, though {@code newest} was the last that was started. */
  static State newest(State state, long newest) {
    var base = state.base();
    return state
        .with(new Base(newest, base.kept(), base.leaving(), base.dismissed(), base.farewells()));
  }

  /** The same, with these who wait for a generation to serve. */
  static State waiting(State state, Ticket... tickets) {
    var more = List.of(tickets);
    return switch (state) {
      case State.Vacating s -> s.joined(s.why(), more);
      case State.Starting s -> s.joined(s.why(), more);
      case State.BackingOff s -> s.joined(more);
      case State.Stopped _, State.Ready _, State.Failed _, State.Closed _ ->
        throw new IllegalArgumentException("nobody waits in " + state);
    };
  }

  /** The same, as the {@code count}th candidate that came upon another. */
  static State.Starting inRow(int count, State.Starting s) {
    return new State.Starting(s.base(), s.candidate(), s.serving(), s.why(), count, s.waiting(),
        s.again(), s.onceMore());
  }

  static State.Vacating inRow(int count, State.Vacating s) {
    return new State.Vacating(s.base(), s.why(), count, s.waiting());
  }

  // Events.

  static Event load(Ticket ticket) {
    return new Event.Load(ticket);
  }

  static Event reload(Ticket ticket) {
    return new Event.Reload(ticket);
  }

  static Event changed(Ticket ticket) {
    return new Event.Changed(ticket, EDIT);
  }

  static Event call(Ticket ticket) {
    return new Event.Call(ticket);
  }

  static Event withdrawn(Ticket ticket) {
    return new Event.Withdrawn(ticket);
  }

  static Event unload(Ticket ticket) {
    return new Event.Unload(ticket);
  }

  static Event removed() {
    return new Event.Removed();
  }

  static Event close(Ticket ticket) {
    return new Event.Close(ticket);
  }

  static Event connected(long generation) {
    return new Event.Connected(generation, BEGIN);
  }

  static Event startFailed(long generation) {
    return new Event.StartFailed(generation, BROKEN, new Obstacle.None());
  }

  static Event hindered(long generation) {
    return new Event.StartFailed(generation, BROKEN, new Obstacle.Ourselves(ELDER));
  }

  static Event crashed(long generation) {
    return crashed(generation, SOON);
  }

  static Event crashed(long generation, Duration after) {
    return new Event.Ended(generation, BEGIN.plus(after), BROKEN, Event.Use.ANSWERED);
  }

  /** It ended by itself and without complaint, soon after it had begun to serve. */
  static Event finished(long generation, Event.Use use) {
    return finished(generation, SOON, use);
  }

  static Event finished(long generation, Duration after, Event.Use use) {
    return new Event.Ended(generation, BEGIN.plus(after), DONE, use);
  }

  static Event drained(long generation) {
    return new Event.Drained(generation);
  }

  static Event retired(long generation) {
    return new Event.Retired(generation);
  }

  static Event retryDue(long token) {
    return new Event.RetryDue(token);
  }

  // Effects.

  static Effect start(long generation) {
    return new Effect.Start(generation);
  }

  static Effect letFinish(long generation) {
    return new Effect.Retire(generation, Patience.UNTIL_CALLS_END);
  }

  static Effect drain(long generation) {
    return new Effect.Retire(generation, Patience.DRAIN_TIME);
  }

  static Effect hurry(long generation) {
    return new Effect.Retire(generation, Patience.MOMENT);
  }

  static Effect dismiss(long generation) {
    return new Effect.Retire(generation, Patience.NONE);
  }

  static Effect schedule(int crashes, long token) {
    return new Effect.Schedule(token, crashes);
  }

  static Effect tellServes(long generation, Ticket... tickets) {
    return new Effect.Answer(List.of(tickets), new Outcome.Serves(generation));
  }

  static Effect tellFailed(Ticket... tickets) {
    return tellFailed(BROKEN, tickets);
  }

  static Effect tellFailed(Cause cause, Ticket... tickets) {
    return new Effect.Answer(List.of(tickets), new Outcome.Failed(cause, OptionalLong.empty()));
  }

  static Effect tellGivenUp(Ticket... tickets) {
    return new Effect.Answer(List.of(tickets), new Outcome.Failed(GIVEN_UP, OptionalLong.empty()));
  }

  static Effect tellFailedBut(long stillServing, Ticket... tickets) {
    return new Effect.Answer(List.of(tickets),
        new Outcome.Failed(BROKEN, OptionalLong.of(stillServing)));
  }

  static Effect tellUnloaded(Ticket... tickets) {
    return new Effect.Answer(List.of(tickets), new Outcome.Unloaded());
  }

  static Effect tellClosed(Ticket... tickets) {
    return new Effect.Answer(List.of(tickets), new Outcome.Closed());
  }

  static Effect tellGone(Ticket ticket, Long... generations) {
    return new Effect.Answer(List.of(ticket), new Outcome.Gone(Set.of(generations)));
  }

  /** All who wait for something in {@code state}. */
  static List<Ticket> allWaiting(State state) {
    var all = new ArrayList<>(state.waitingAll());
    state.base().farewells().forEach(farewell -> all.add(farewell.ticket()));
    return all;
  }
}
