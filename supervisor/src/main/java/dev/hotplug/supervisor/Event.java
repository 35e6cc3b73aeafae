package dev.hotplug.supervisor;

import dev.hotplug.supervisor.State.Ticket;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Hindrance.Elder;
import java.time.Duration;
import java.time.Instant;

/** What can happen to a server. Events carry their time, so the rules need no clock. */
sealed interface Event {

  /** Somebody wants it to run. */
  record Load(Ticket ticket) implements Event {}

  /** Somebody wants it to run anew, with its newest spec. */
  record Reload(Ticket ticket) implements Event {}

  /** A call wants whichever generation serves next. */
  record Call(Ticket ticket) implements Event {}

  /** Somebody wants it gone. */
  record Unload(Ticket ticket) implements Event {}

  /** Somebody who waited for a generation to serve waits no longer. */
  record Withdrawn(Ticket ticket) implements Event {}

  /** Hotplug ends. */
  record Close(Ticket ticket) implements Event {}

  /** What it is started from was changed while it was watched. */
  record Changed(Ticket ticket, Change change) implements Event {}

  /** Its entry is gone, or disabled, and the file is watched. */
  record Removed() implements Event {}

  record Connected(long generation, Instant at) implements Event {}

  record StartFailed(long generation, Cause cause, Obstacle obstacle) implements Event {}

  /**
   * A generation ended by itself.
   *
   * @param use what had been made of it
   */
  record Ended(long generation, Instant at, Cause cause, Use use) implements Event {
    /** Whoever ends well sooner than that, and nobody had a call for him, did not start well. */
    private static final Duration BRIEF = Duration.ofSeconds(1);

    /**
     * Whether its work was done: it said that all was well, and nobody was kept waiting.
     *
     * @param since when it became ready
     */
    boolean isDone(Instant since) {
      var exit = cause.exit();
      return exit != null && exit.code() == 0 && switch (use) {
        case NONE -> Duration.between(since, at).compareTo(BRIEF) >= 0;
        case ANSWERED -> true;
        case ENGAGED -> false;
      };
    }
  }

  /** What was made of a generation by the time it ended. */
  enum Use {
    /** It never answered a call. */
    NONE,
    /** It had answered all that it was given. */
    ANSWERED,
    /** Calls were in flight. */
    ENGAGED
  }

  /** A generation that leaves has no calls any more and ends. */
  record Drained(long generation) implements Event {}

  /** A generation that left is gone, with all that it had started. */
  record Retired(long generation) implements Event {}

  record RetryDue(long token) implements Event {}

  /** What stood in a start's way. */
  sealed interface Obstacle {
    /** Nothing that a second try in a vacated place would cure. */
    record None() implements Obstacle {}

    /** A port or lock that an older generation of this server has. */
    record Ourselves(Elder elder) implements Obstacle {}
  }
}
