package dev.hotplug.supervisor;

import dev.hotplug.upstream.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server is doing. Immutable. */
sealed interface State {
  Base base();

  /** The same on another base. */
  State with(Base base);

  /** Generations that serve or want to. */
  default List<Long> alive() {
    return List.of();
  }

  /** All who wait for a generation to serve. */
  default List<Ticket> waitingAll() {
    return List.of();
  }

  /** The same, with one less who waits for a generation to serve. */
  default State without(Ticket ticket) {
    return this;
  }

  static List<Ticket> plus(List<Ticket> these, List<Ticket> those) {
    var all = new ArrayList<>(these);
    all.addAll(those);
    return all;
  }

  static List<Ticket> minus(List<Ticket> these, Ticket one) {
    return these.stream().filter(ticket -> !ticket.equals(one)).toList();
  }

  /** Somebody who waits for an answer, known only by number: the rules never see who it is. */
  record Ticket(long number) {}

  /** Who waits until certain generations are gone. */
  record Farewell(Ticket ticket, Set<Long> generations) {
    public Farewell {
      generations = Set.copyOf(generations);
    }

    boolean isOver(Set<Long> leaving) {
      return Collections.disjoint(generations, leaving);
    }
  }

  /** Who answers calls. */
  sealed interface Serving {
    record Nobody() implements Serving {}

    /**
     * A generation.
     *
     * @param since when it became ready
     * @param crashes how many crashes and failed restarts in a row came before it
     */
    record By(long generation, Instant since, int crashes) implements Serving {}

    /** Whether it is {@code generation} that does. */
    default boolean isBy(long generation) {
      return this instanceof By by && by.generation() == generation;
    }

    /** Who does in {@code state}. */
    static Serving in(State state) {
      return switch (state) {
        case State.Ready s -> s.serving();
        case State.Starting s -> s.serving();
        case State.Stopped _, State.Vacating _, State.BackingOff _, State.Failed _, State.Closed _ ->
          new Serving.Nobody();
      };
    }
  }

  record Stopped(Base base) implements State {
    @Override
    public Stopped with(Base other) {
      return new Stopped(other);
    }
  }

  /**
   * Waits until nothing is leaving before it starts ({@code replace}).
   *
   * @param inRow how many candidates, with the one to come, came one upon the other
   */
  record Vacating(Base base, Why why, int inRow, List<Ticket> waiting) implements State {
    public Vacating {
      waiting = List.copyOf(waiting);
    }

    Vacating joined(Why newWhy, List<Ticket> tickets) {
      return new Vacating(base, newWhy, inRow, plus(waiting, tickets));
    }

    @Override
    public Vacating with(Base other) {
      return new Vacating(other, why, inRow, waiting);
    }

    @Override
    public Vacating without(Ticket ticket) {
      return new Vacating(base, why, inRow, minus(waiting, ticket));
    }

    @Override
    public List<Ticket> waitingAll() {
      return waiting;
    }
  }

  /**
   * A candidate is on its way.
   *
   * @param inRow how many candidates came one upon the other, this one included
   * @param waiting who waits for this candidate
   * @param again who waits for one more after it
   * @param onceMore why one more starts when this one has succeeded or failed; null when none does
   */
  record Starting(Base base, long candidate, Serving serving, Why why, int inRow,
      List<Ticket> waiting, List<Ticket> again, @Nullable Why onceMore) implements State {
    public Starting {
      waiting = List.copyOf(waiting);
      again = List.copyOf(again);
    }

    Starting joined(Why newWhy, List<Ticket> tickets) {
      var all = plus(waiting, tickets);
      return new Starting(base, candidate, serving, newWhy, inRow, all, again, onceMore);
    }

    Starting onceMore(Why next, List<Ticket> tickets) {
      var all = plus(again, tickets);
      return new Starting(base, candidate, serving, why, inRow, waiting, all, next);
    }

    Starting withoutServing() {
      var nobody = new Serving.Nobody();
      var others = serving instanceof Serving.By by ? base.dismissing(List.of(by.generation()))
          : base;
      return new Starting(others, candidate, nobody, why, inRow, waiting, again, onceMore);
    }

    @Override
    public Starting with(Base other) {
      return new Starting(other, candidate, serving, why, inRow, waiting, again, onceMore);
    }

    @Override
    public Starting without(Ticket ticket) {
      return new Starting(base, candidate, serving, why, inRow, minus(waiting, ticket),
          minus(again, ticket), onceMore);
    }

    @Override
    public List<Long> alive() {
      return serving instanceof Serving.By by ? List.of(by.generation(), candidate)
          : List.of(candidate);
    }

    @Override
    public List<Ticket> waitingAll() {
      return plus(waiting, again);
    }
  }

  record Ready(Base base, Serving.By serving) implements State {
    @Override
    public Ready with(Base other) {
      return new Ready(other, serving);
    }

    @Override
    public List<Long> alive() {
      return List.of(serving.generation());
    }
  }

  /** Waits before it restarts; {@code token} tells this wait from every other. */
  record BackingOff(Base base, int crashes, long token, List<Ticket> waiting) implements State {
    public BackingOff {
      waiting = List.copyOf(waiting);
    }

    BackingOff joined(List<Ticket> tickets) {
      return new BackingOff(base, crashes, token, plus(waiting, tickets));
    }

    @Override
    public BackingOff with(Base other) {
      return new BackingOff(other, crashes, token, waiting);
    }

    @Override
    public BackingOff without(Ticket ticket) {
      return new BackingOff(base, crashes, token, minus(waiting, ticket));
    }

    @Override
    public List<Ticket> waitingAll() {
      return waiting;
    }
  }

  record Failed(Base base, Cause cause) implements State {
    @Override
    public Failed with(Base other) {
      return new Failed(other, cause);
    }
  }

  /** Terminal. */
  record Closed(Base base) implements State {
    @Override
    public Closed with(Base other) {
      return new Closed(other);
    }
  }
}
