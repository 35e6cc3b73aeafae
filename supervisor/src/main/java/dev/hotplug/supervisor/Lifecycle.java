package dev.hotplug.supervisor;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.Effect.Answer;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.Effect.Retire;
import dev.hotplug.supervisor.Effect.Schedule;
import dev.hotplug.supervisor.Effect.Start;
import dev.hotplug.supervisor.State.Farewell;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rules by which one server changes state: given where it is and what happened, where it goes
 * and what must be done. Pure: no clock, no process, no thread. {@link Server} feeds it events and
 * carries out its effects. ARCHITECTURE.md has the table.
 *
 * @param reload how the newest spec wants to be reloaded
 * @param keepsPrevious whether it wants the generation that served before to live on after a swap
 */
record Lifecycle(Reload reload, boolean keepsPrevious, RestartPolicy policy) {
  private static final int MOST_IN_ROW = 3;

  private static final Serving NOBODY = new Serving.Nobody();
  private static final Why REQUESTED = new Why.Requested();
  private static final Why CALLED = new Why.Called();

  Step on(State state, Event event) {
    return switch (event) {
      case Event.Load(var ticket) -> load(state, REQUESTED, List.of(ticket));
      case Event.Call(var ticket) -> call(state, List.of(ticket));
      case Event.Reload(var ticket) -> reload(state, REQUESTED, List.of(ticket));
      case Event.Changed(var ticket, var change) -> changed(state, change, List.of(ticket));
      case Event.Unload(var ticket) -> unload(state, List.of(ticket));
      case Event.Removed _ -> unload(state, List.of());
      case Event.Withdrawn(var ticket) -> Step.to(state.without(ticket));
      case Event.Close(var ticket) -> close(state, ticket);
      case Event.Connected connected -> connected(state, connected);
      case Event.StartFailed(var generation, var cause, var obstacle) ->
        startFailed(state, generation, cause, obstacle);
      case Event.Ended ended -> ended(state, ended);
      case Event.Drained(var generation) -> drained(state, generation);
      case Event.Retired(var generation) -> retired(state, generation);
      case Event.RetryDue(var token) -> retryDue(state, token);
    };
  }

  private Step load(State state, Why why, List<Ticket> tickets) {
    return switch (state) {
      case State.Stopped s -> begin(s.base(), NOBODY, why, 1, tickets);
      case State.Vacating s -> Step.to(s.joined(s.why().overtakenBy(why), tickets));
      case State.Starting s ->
        s.serving() instanceof Serving.By by ? Step.to(s, serves(tickets, by))
            : Step.to(s.joined(s.why().overtakenBy(why), tickets));
      case State.Ready s -> Step.to(s, serves(tickets, s.serving()));
      case State.BackingOff s -> begin(s.base(), NOBODY, why, 1, State.plus(s.waiting(), tickets));
      case State.Failed s -> begin(s.base(), NOBODY, why, 1, tickets);
      case State.Closed s -> Step.to(s, new Answer(tickets, new Outcome.Closed()));
    };
  }

  /** A call takes what comes: it loads what is stopped, but revives nothing that gave up. */
  private Step call(State state, List<Ticket> tickets) {
    return switch (state) {
      case State.Vacating s -> Step.to(s.joined(s.why(), tickets));
      case State.Starting s when s.serving() instanceof Serving.Nobody ->
        Step.to(s.joined(s.why(), tickets));
      case State.BackingOff s -> Step.to(s.joined(tickets));
      case State.Failed s -> Step.to(s, failed(tickets, s.cause(), NOBODY));
      case State.Stopped s -> begin(s.base(), NOBODY, CALLED, 1, tickets);
      case State.Starting _, State.Ready _, State.Closed _ -> load(state, REQUESTED, tickets);
    };
  }

  private Step reload(State state, Why why, List<Ticket> tickets) {
    return switch (state) {
      case State.Ready s -> begin(s.base(), s.serving(), why, 1, tickets);
      case State.Starting s -> supersede(s, why, tickets);
      case State.Stopped _, State.Vacating _, State.BackingOff _, State.Failed _, State.Closed _ ->
        load(state, why, tickets);
    };
  }

  /** What nobody wants to run is not started by a change. */
  private Step changed(State state, Change change, List<Ticket> tickets) {
    return state instanceof State.Stopped
        ? Step.to(state, new Answer(tickets, new Outcome.Unloaded()))
        : reload(state, new Why.Changed(change), tickets);
  }

  /** The newest edit wins: the candidate leaves unseen, and whoever serves goes on serving. */
  private Step supersede(State.Starting s, Why why, List<Ticket> tickets) {
    if (s.inRow() >= MOST_IN_ROW) {
      return Step.to(s.onceMore(why, tickets));
    }
    var base = s.base().dismissing(List.of(s.candidate()));
    return begin(base, s.serving(), why, s.inRow() + 1, State.plus(s.waiting(), tickets))
        .after(new Retire(s.candidate(), Patience.NONE));
  }

  /** Starts the next generation, or first waits until nothing is left that could be in its way. */
  private Step begin(Base base, Serving serving, Why why, int inRow, List<Ticket> waiting) {
    if (reload == Reload.REPLACE && !base.isEmpty(serving)) {
      return vacate(serving, new State.Vacating(base, why, inRow, waiting));
    }
    var overdue = base.overdue(serving);
    var next = base.dismissing(overdue).started();
    var effects = retire(overdue, Patience.MOMENT);
    effects.add(new Start(next.newest()));
    return new Step(
        new State.Starting(next, next.newest(), serving, why, inRow, waiting, List.of(), null),
        effects);
  }

  /**
   * Whoever serves or is kept leaves, too; all that leave are waited for, and so none may take for
   * ever.
   */
  private static Step vacate(Serving serving, State.Vacating state) {
    var base = state.base().released(serving);
    return new Step(state.with(base), retire(base.finishing(), Patience.DRAIN_TIME));
  }

  private static Step unload(State state, List<Ticket> tickets) {
    if (state instanceof State.Closed) return depart(state, tickets, Patience.NONE);
    var step = depart(state, tickets, Patience.DRAIN_TIME);
    return new Step(new State.Stopped(step.state().base()), step.effects())
        .after(dismissed(state, new Outcome.Unloaded()));
  }

  private static Step close(State state, Ticket ticket) {
    var step = depart(state, List.of(ticket), Patience.NONE);
    return new Step(new State.Closed(step.state().base()), step.effects())
        .after(dismissed(state, new Outcome.Closed()));
  }

  /** All that live leave; the tickets are answered when these are gone. */
  private static Step depart(State state, List<Ticket> tickets, Patience patience) {
    var base = state.base().released(NOBODY).with(state.alive());
    var effects = retire(base.finishing(), patience);
    if (patience == Patience.NONE) base = base.dismissing(base.leaving());
    if (base.leaving().isEmpty() && !tickets.isEmpty()) {
      effects.add(new Answer(tickets, new Outcome.Gone(base.leaving())));
      return new Step(new State.Closed(base), effects);
    }
    for (var ticket : tickets) base = base.with(new Farewell(ticket, base.leaving()));
    return new Step(new State.Closed(base), effects);
  }

  private static List<Effect> retire(List<Long> generations, Patience patience) {
    var effects = new ArrayList<Effect>();
    for (var generation : generations) effects.add(new Retire(generation, patience));
    return effects;
  }

  private static List<Effect> dismissed(State state, Outcome outcome) {
    return List.of(new Answer(state.waitingAll(), outcome));
  }

  private Step connected(State state, Event.Connected event) {
    if (!(state instanceof State.Starting s) || s.candidate() != event.generation()) {
      return Step.to(state);
    }
    var serving = new Serving.By(s.candidate(), event.at(), s.why().crashesBefore());
    var base = keepsPrevious && reload == Reload.SWAP ? s.base().keeping(s.serving())
        : s.base().released(s.serving());
    var effects = retire(base.leavingSince(s.base()), Patience.UNTIL_CALLS_END);
    effects.add(serves(s.waiting(), serving));
    var onceMore = s.onceMore();
    return onceMore == null ? new Step(new State.Ready(base, serving), effects)
        : begin(base, serving, onceMore, 1, s.again()).after(effects);
  }

  private Step startFailed(State state, long generation, Cause cause, Event.Obstacle obstacle) {
    if (!(state instanceof State.Starting s) || s.candidate() != generation) return Step.to(state);
    var base = s.base().dismissing(List.of(generation));
    return afterFailure(s, base, s.why().tell(cause), obstacle)
        .after(new Retire(generation, Patience.NONE));
  }

  private Step afterFailure(State.Starting s, Base base, Cause cause, Event.Obstacle obstacle) {
    var told = failed(s.waiting(), cause, s.serving());
    if (obstacle instanceof Event.Obstacle.Ourselves(var elder) && !s.base().isEmpty(s.serving())) {
      var why = new Why.Contested(s.why(), elder);
      return vacate(s.serving(), new State.Vacating(base, why, 1, s.waitingAll()));
    }
    var onceMore = s.onceMore();
    if (onceMore != null) return begin(base, s.serving(), onceMore, 1, s.again()).after(told);
    if (s.serving() instanceof Serving.By by) return Step.to(new State.Ready(base, by), told);
    return s.why().isRestart()
        ? crashed(base, s.why().crashesBefore() + 1, s.candidate(), cause, s.waiting())
        : Step.to(new State.Failed(base, cause), told);
  }

  private Step crashed(Base base, int crashes, long generation, Cause cause, List<Ticket> waiting) {
    if (crashes >= policy.mostCrashes()) {
      var all = policy.givingUp(crashes, cause);
      return Step.to(new State.Failed(base, all), failed(waiting, all, NOBODY));
    }
    return Step.to(new State.BackingOff(base, crashes, generation, waiting),
        new Schedule(generation, crashes));
  }

  private Step ended(State state, Event.Ended event) {
    long generation = event.generation();
    if (state.base().keeps(generation)) return lost(state, generation);
    return switch (state) {
      case State.Starting s when s.candidate() == generation ->
        startFailed(s, generation, event.cause(), new Event.Obstacle.None());
      case State.Starting s when s.serving().isBy(generation) ->
        Step.to(s.withoutServing(), new Retire(generation, Patience.NONE));
      case State.Ready s when s.serving().generation() == generation ->
        ended(s, event).after(new Retire(generation, Patience.NONE));
      case State.Stopped _, State.Vacating _, State.Starting _, State.Ready _, State.BackingOff _, State.Failed _, State.Closed _ ->
        Step.to(state);
    };
  }

  /** The one that is kept ends by itself: nobody needs it, so nothing else changes. */
  private static Step lost(State state, long kept) {
    return Step.to(state.with(state.base().dismissing(List.of(kept))),
        new Retire(kept, Patience.NONE));
  }

  private Step ended(State.Ready s, Event.Ended event) {
    var base = s.base().dismissing(List.of(event.generation()));
    if (event.isDone(s.serving().since())) return stopped(base);
    boolean calm = Duration.between(s.serving().since(), event.at()).compareTo(policy.calm()) >= 0;
    int crashes = calm ? 1 : s.serving().crashes() + 1;
    return crashed(base, crashes, event.generation(), event.cause(), List.of());
  }

  /** Nothing serves and nothing is wanted to, so nothing is kept. */
  private static Step stopped(Base base) {
    var alone = base.released(NOBODY);
    return new Step(new State.Stopped(alone),
        retire(alone.leavingSince(base), Patience.UNTIL_CALLS_END));
  }

  /** Who finishes no calls counts no more than one that was told to go at once. */
  private static Step drained(State state, long generation) {
    var base = state.base();
    return base.leaving().contains(generation)
        ? Step.to(state.with(base.dismissing(List.of(generation))))
        : Step.to(state);
  }

  private Step retired(State state, long generation) {
    var base = state.base().without(generation);
    var gone = new ArrayList<Effect>();
    for (var farewell : state.base().farewells()) {
      if (farewell.isOver(base.leaving())) {
        var outcome = new Outcome.Gone(farewell.generations());
        gone.add(new Answer(List.of(farewell.ticket()), outcome));
      }
    }
    return moveIn(state.with(base)).after(gone);
  }

  /** A vacated place is taken as soon as it is empty. */
  private Step moveIn(State state) {
    return state instanceof State.Vacating s && s.base().leaving().isEmpty()
        ? begin(s.base(), NOBODY, s.why(), s.inRow(), s.waiting())
        : Step.to(state);
  }

  private Step retryDue(State state, long token) {
    return state instanceof State.BackingOff s && s.token() == token
        ? begin(s.base(), NOBODY, new Why.Restart(s.crashes()), 1, s.waiting())
        : Step.to(state);
  }

  private static Answer serves(List<Ticket> tickets, Serving.By by) {
    return new Answer(tickets, new Outcome.Serves(by.generation()));
  }

  private static Answer failed(List<Ticket> tickets, Cause cause, Serving serving) {
    var still = serving instanceof Serving.By by ? OptionalLong.of(by.generation())
        : OptionalLong.empty();
    return new Answer(tickets, new Outcome.Failed(cause, still));
  }
}
