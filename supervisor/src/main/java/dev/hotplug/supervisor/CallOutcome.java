package dev.hotplug.supervisor;

import dev.hotplug.spec.Limits;
import dev.hotplug.upstream.Cause;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.List;

/** How a call ended. Every one does, and exactly once. */
public sealed interface CallOutcome {

  /** The server's result, unread. */
  record Answered(long generation, Span result) implements CallOutcome {}

  /** The server's JSON-RPC error object. */
  record Refused(long generation, Span error) implements CallOutcome {}

  /** The call's deadline passed; the server, which had the call, was told. */
  record TimedOut(Duration deadline) implements CallOutcome {}

  /** The call's deadline passed while it waited for its turn; it was not sent. */
  record WaitedTooLong(Duration deadline) implements CallOutcome {}

  /** As many calls wait already as may; the call was not sent. */
  record Crowded(Limits limits) implements CallOutcome {}

  /**
   * The generation that it named never served, does not yet, or takes no calls any more; the call
   * was not sent.
   *
   * @param living those that could have been named, oldest first
   */
  record NotLiving(long generation, List<Long> living) implements CallOutcome {
    public NotLiving {
      living = List.copyOf(living);
    }
  }

  /** The generation that it named works on as many calls as it may; the call was not sent. */
  record Full(long generation, int inFlight) implements CallOutcome {}

  /** Whoever made it gave up; the server, if it had the call, was told. */
  record Cancelled() implements CallOutcome {}

  /**
   * The generation that had the call ended. The call may have had its effect, so it is not sent
   * again.
   *
   * @param elapsed from the call's beginning until it was lost
   */
  record Lost(long generation, Duration elapsed, Cause cause) implements CallOutcome {}

  /** The answer was longer than a line may be. */
  record TooLong(long generation, int limit) implements CallOutcome {}

  /** The answer was a long line, for which there was no room in memory beside others. */
  record NoRoom(long generation) implements CallOutcome {}

  /** The answer was no JSON-RPC. */
  record Garbled(long generation, String reason) implements CallOutcome {}

  /** The server does not read, and too much waits for it already; the call was not sent. */
  record Clogged(long generation) implements CallOutcome {}

  /** The tools of the generation are withheld; the call was not sent. */
  record Withheld(long generation) implements CallOutcome {}

  /** No generation serves, and none will without a load or reload; the call was not sent. */
  record NotServing(Cause cause) implements CallOutcome {}

  /** The server was unloaded, or Hotplug ended, before the call was sent. */
  record Unloaded() implements CallOutcome {}
}
