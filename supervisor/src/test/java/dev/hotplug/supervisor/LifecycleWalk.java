package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.supervisor.State.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One random walk through the rules. It remembers what effects promised, and after each step checks
 * what must always hold.
 */
final class LifecycleWalk extends LifecycleWords {
  private final List<Lifecycle> specs;
  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private final TreeSet<Long> started = new TreeSet<>();
  private final Set<Long> served = new HashSet<>();
  private final Set<Long> retired = new HashSet<>();
  /** Told to go at all, within the drain time or sooner, and at once. */
  private final Set<Long> toldToGo = new HashSet<>();
  private final Set<Long> hurrying = new HashSet<>();
  private final Set<Long> dismissed = new HashSet<>();
  private final Set<Long> scheduled = new HashSet<>();
  private final Set<Ticket> open = new HashSet<>();
  private long tickets;
  private Lifecycle rules;
  private State state = stopped(0);

  /** @param specs the rules as one spec and another want them */
  LifecycleWalk(List<Lifecycle> specs, Random random) {
    this.specs = specs;
    this.random = random;
    this.rules = specs.getFirst();
  }

  /** Where it got to. */
  @Override
  public String toString() {
    return events.size() + " events, the last "
        + events.subList(Math.max(0, events.size() - 5), events.size()) + ", now " + state;
  }

  void go(int steps) {
    for (int i = random.nextInt(steps); i > 0; i--) {
      rules = oneOf(specs);
      happen(anything());
    }
    if (random.nextBoolean()) settle();
    else end();
  }

  /** When every start and end comes through, all who asked get their answer, whatever it is. */
  private void settle() {
    for (int i = 0; !isSettled(); i++) {
      assertThat(i).as("steps until all is settled").isLessThan(1_000);
      happen(due());
    }
    assertThat(open).as("unanswered").isEmpty();
  }

  private boolean isSettled() {
    return state.base().leaving().isEmpty() && switch (state) {
      case State.Stopped _, State.Ready _, State.Failed _, State.Closed _ -> true;
      case State.Vacating _, State.Starting _, State.BackingOff _ -> false;
    };
  }

  private Event due() {
    var base = state.base();
    if (!base.leaving().isEmpty()) return retired(oneOf(List.copyOf(base.leaving())));
    return switch (state) {
      case State.Starting s when random.nextBoolean() -> connected(s.candidate());
      case State.Starting s -> startFailed(s.candidate());
      case State.BackingOff s -> retryDue(s.token());
      case State.Stopped _, State.Vacating _, State.Ready _, State.Failed _, State.Closed _ ->
        throw new AssertionError("nothing is due in " + state);
    };
  }

  private void end() {
    happen(close(ticket()));
    while (!state.base().leaving().isEmpty()) {
      happen(retired(oneOf(List.copyOf(state.base().leaving()))));
      happen(anything());
    }
    assertThat(open).as("unanswered").isEmpty();
    assertThat(state).isInstanceOf(State.Closed.class);
  }

  private Event anything() {
    return switch (random.nextInt(26)) {
      case 0, 1 -> load(ticket());
      case 2, 3, 4 -> reload(ticket());
      case 5, 6 -> call(ticket());
      case 7 -> changed(ticket());
      case 8 -> unload(ticket());
      case 9 -> random.nextInt(4) == 0 ? removed() : load(ticket());
      case 10 -> random.nextInt(8) == 0 ? close(ticket()) : call(ticket());
      case 11 -> withdrawn(someTicket());
      case 12, 13, 14, 15 -> connected(newestOrAny());
      case 16 -> startFailed(newestOrAny());
      case 17 -> hindered(newestOrAny());
      case 18, 19 -> crashed(any(), Duration.ofSeconds(random.nextInt(70)));
      case 20 -> finished(any(), random.nextBoolean() ? Event.Use.ANSWERED : Event.Use.ENGAGED);
      case 21, 22 -> retired(leavingOrAny());
      case 23, 24 -> drained(leavingOrAny());
      default -> retryDue(newestOrAny());
    };
  }

  private Ticket ticket() {
    return new Ticket(++tickets);
  }

  private Ticket someTicket() {
    return new Ticket(random.nextLong(tickets + 2));
  }

  private long newestOrAny() {
    return random.nextInt(3) == 0 ? any() : state.base().newest();
  }

  private long leavingOrAny() {
    var those = state.base().leaving();
    return those.isEmpty() || random.nextInt(6) == 0 ? any() : oneOf(List.copyOf(those));
  }

  private long any() {
    var living = new ArrayList<>(state.alive());
    state.base().kept().ifPresent(living::add);
    return living.isEmpty() || random.nextInt(3) == 0
        ? random.nextLong(state.base().newest() + 3) - 1
        : oneOf(living);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void happen(Event event) {
    events.add(event);
    ticketOf(event).ifPresent(open::add);
    if (event instanceof Event.Withdrawn(var ticket) && state.waitingAll().contains(ticket))
      open.remove(ticket);
    if (event instanceof Event.Drained(var idle) && state.base().leaving().contains(idle)) {
      hurrying.add(idle);
      dismissed.add(idle);
    }
    if (event instanceof Event.Retired(var gone) && state.base().leaving().contains(gone))
      retired.add(gone);
    var before = state;
    var step = rules.on(before, event);
    state = step.state();
    if (Serving.in(state) instanceof Serving.By by) served.add(by.generation());
    for (var effect : step.effects()) note(before, effect);
    check(before, step);
  }

  private static Optional<Ticket> ticketOf(Event event) {
    return switch (event) {
      case Event.Load(var ticket) -> Optional.of(ticket);
      case Event.Reload(var ticket) -> Optional.of(ticket);
      case Event.Call(var ticket) -> Optional.of(ticket);
      case Event.Changed(var ticket, var _) -> Optional.of(ticket);
      case Event.Unload(var ticket) -> Optional.of(ticket);
      case Event.Close(var ticket) -> Optional.of(ticket);
      case Event.Withdrawn _, Event.Removed _, Event.Connected _, Event.StartFailed _, Event.Ended _, Event.Drained _, Event.Retired _, Event.RetryDue _ ->
        Optional.empty();
    };
  }

  private void note(State before, Effect effect) {
    switch (effect) {
      case Effect.Start(var generation) -> {
        assertThat(before).as("after Close").isNotInstanceOf(State.Closed.class);
        assertThat(generation).isEqualTo(started.isEmpty() ? 1 : started.last() + 1);
        started.add(generation);
      }
      case Effect.Retire(var generation, var patience) -> {
        assertThat(living()).contains(generation);
        toldToGo.add(generation);
        if (patience != Patience.UNTIL_CALLS_END) hurrying.add(generation);
        if (patience == Patience.MOMENT || patience == Patience.NONE) dismissed.add(generation);
      }
      case Effect.Schedule(var token, var crashes) -> {
        assertThat(scheduled.add(token)).as("scheduled once").isTrue();
        assertThat(state).isInstanceOfSatisfying(State.BackingOff.class,
            s -> assertThat(s.token()).isEqualTo(token));
        assertThat(crashes).isBetween(1, rules.policy().mostCrashes() - 1);
      }
      case Effect.Answer(var those, var outcome) -> answer(those, outcome);
    }
  }

  private void answer(List<Ticket> those, Outcome outcome) {
    for (var ticket : those) assertThat(open.remove(ticket)).as("%s waits", ticket).isTrue();
    switch (outcome) {
      case Outcome.Serves(var generation) -> assertThat(living()).contains(generation);
      case Outcome.Failed(var _, var still) ->
        still.ifPresent(g -> assertThat(living()).contains(g));
      case Outcome.Gone(var generations) -> assertThat(retired.containsAll(generations)).isTrue();
      case Outcome.Closed _ -> assertThat(state).isInstanceOf(State.Closed.class);
      case Outcome.Unloaded _ -> assertThat(state).isInstanceOf(State.Stopped.class);
    }
  }

  private void check(State before, Step step) {
    var base = state.base();
    assertThat(base.newest()).isEqualTo(started.isEmpty() ? 0 : started.last());
    var accounted = new ArrayList<>(state.alive());
    accounted.addAll(base.leaving());
    base.kept().ifPresent(accounted::add);
    assertThat(accounted).as("alive, kept or leaving")
        .containsExactlyInAnyOrderElementsOf(living());
    assertThat(toldToGo.containsAll(base.leaving())).as("all that leave were told").isTrue();
    assertThat(toldToGo.stream().anyMatch(state.alive()::contains)).as("serves again").isFalse();
    var atEase = living();
    atEase.removeAll(dismissed);
    assertThat(atEase).as("not told to go at once, nor without calls").hasSizeLessThanOrEqualTo(3);
    if (specs.stream().allMatch(it -> it.reload() == Reload.REPLACE))
      assertThat(accounted).hasSizeLessThanOrEqualTo(1);
    assertThat(allWaiting(state)).as("waiting").containsExactlyInAnyOrderElementsOf(open);
    if (before instanceof State.Closed) assertThat(state).isInstanceOf(State.Closed.class);
    assertThat(step.effects()).doesNotHaveDuplicates();
    checkItGoesOn();
    checkWhoIsKept();
  }

  /** Whoever is kept served once, before the one that does, and was not told to go. */
  private void checkWhoIsKept() {
    if (state.base().kept().isEmpty()) return;
    long kept = state.base().kept().getAsLong();
    assertThat(specs).as("some spec wants it").anyMatch(Lifecycle::keepsPrevious);
    assertThat(served).contains(kept);
    assertThat(toldToGo).doesNotContain(kept);
    assertThat(state.alive()).allMatch(generation -> generation > kept);
    assertThat(state).isNotInstanceOfAny(State.Stopped.class, State.Vacating.class,
        State.Closed.class);
  }

  /** Nothing is waited for that will not come. */
  private void checkItGoesOn() {
    switch (state) {
      case State.Vacating s -> {
        assertThat(s.base().leaving()).isNotEmpty();
        assertThat(hurrying).as("may not finish for ever").containsAll(s.base().leaving());
      }
      case State.BackingOff s -> assertThat(scheduled).contains(s.token());
      case State.Starting s -> {
        assertThat(s.inRow()).isBetween(1, 3);
        assertThat(s.onceMore() != null ? s.inRow() == 3 : s.again().isEmpty()).as("again")
            .isTrue();
      }
      case State.Stopped _, State.Ready _, State.Failed _, State.Closed _ -> {
        // They wait for events from outside only.
      }
    }
  }

  private Set<Long> living() {
    var living = new TreeSet<>(started);
    living.removeAll(retired);
    return living;
  }
}
