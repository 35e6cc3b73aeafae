package dev.hotplug.wire;

import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC 2.0 message (specification, sections 4 and 5). The envelope is read; what it carries
 * stays bytes.
 */
public sealed interface Message {

  /** Asks for something; {@code id} is a JSON string or integer, echoed as it came. */
  record Request(Span id, String method, @Nullable Span params) implements Message {}

  /** Tells something; nobody answers. */
  record Notification(String method, @Nullable Span params) implements Message {}

  /** What is not said of one's own accord. */
  sealed interface Response extends Message {}

  /** The good answer to the request {@code id}. */
  record Result(Span id, Span result) implements Response {}

  /** The bad answer; {@code id} is null when the other side could not tell what it answers. */
  record Failure(@Nullable Span id, Span error) implements Response {}

  /**
   * A line, or an element of a batch, that is no message.
   *
   * @param code the JSON-RPC error code it deserves: {@link RpcError#PARSE_ERROR} or
   *   {@link RpcError#INVALID_REQUEST}
   * @param id the id it names, null when it names none that can be echoed
   * @param reason what is wrong, for people
   * @param excerpt the start of the line
   */
  record Malformed(int code, @Nullable Span id, String reason,
      String excerpt) implements Response {}

  /**
   * What looks like the answer to a request but is none.
   *
   * @param answered the id of that request
   * @param line the same, to be taken as it is where nobody waits for such an answer
   */
  record Garbled(Span answered, Malformed line) implements Response {}
}
