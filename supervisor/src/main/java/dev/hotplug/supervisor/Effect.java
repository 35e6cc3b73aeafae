package dev.hotplug.supervisor;

import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What must be done after a step; carried out in order, after the new state is published. */
sealed interface Effect {

  record Start(long generation) implements Effect {}

  /** Lets a generation go; said again with less patience, it goes sooner. */
  record Retire(long generation, Patience patience) implements Effect {}

  /** Posts {@code RetryDue(token)} after the pause that so many crashes deserve. */
  record Schedule(long token, int crashes) implements Effect {}

  record Answer(List<Ticket> tickets, Outcome outcome) implements Effect {
    public Answer {
      tickets = List.copyOf(tickets);
    }
  }

  /** How long a leaving generation may finish its calls. */
  enum Patience {
    /** Until they end by themselves or by their own deadlines. */
    UNTIL_CALLS_END,
    /** As long as the server's drain time allows. */
    DRAIN_TIME,
    /** A moment, which is enough for answers that are on their way. */
    MOMENT,
    /** Not at all. */
    NONE
  }

  /** What those who waited are told. */
  sealed interface Outcome {
    record Serves(long generation) implements Outcome {}

    /**
     * The start failed.
     *
     * @param stillServing the generation that goes on serving, if there is one
     */
    record Failed(Cause cause, OptionalLong stillServing) implements Outcome {}

    /** The server was unloaded while they waited. */
    record Unloaded() implements Outcome {}

    /** The generations they waited for are gone. */
    record Gone(Set<Long> generations) implements Outcome {
      public Gone {
        generations = Set.copyOf(generations);
      }
    }

    /** Hotplug ends. */
    record Closed() implements Outcome {}
  }
}
