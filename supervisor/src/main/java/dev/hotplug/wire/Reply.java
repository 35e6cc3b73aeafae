package dev.hotplug.wire;

import java.time.Duration;

/** How a request ended. Every one does, and exactly once. */
public sealed interface Reply {

  /** The other side's result. */
  record Ok(Span result) implements Reply {}

  /** The other side's JSON-RPC error object. */
  record Refused(Span error) implements Reply {}

  /** No answer came in time; the other side was told with {@code notifications/cancelled}. */
  record TimedOut(Duration after) implements Reply {}

  /** The answer came, but its line was beyond the limit and was not kept. */
  record TooLong(int limit) implements Reply {}

  /** The answer came, but there was no room for a long line beside others. */
  record NoRoom() implements Reply {}

  /** The answer came, but was no JSON-RPC. */
  record Garbled(String reason) implements Reply {}

  /** Whoever asked gave up; the other side was told with {@code notifications/cancelled}. */
  record Cancelled() implements Reply {}

  /**
   * The conversation is over.
   *
   * @param sent whether the request may have reached the other side
   */
  record Closed(boolean sent) implements Reply {}

  /** The other side does not read and the queue to it is full; nothing was sent. */
  record Clogged() implements Reply {}
}
