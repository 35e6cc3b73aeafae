package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.upstream.Cause;
import dev.hotplug.wire.Span;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A result of our own: one object with {@code success}, as structured content and, the same, as
 * text for clients that know only that. Confined to the thread that answers.
 */
final class Answer {
  private final ObjectNode content = JsonNodeFactory.instance.objectNode();
  private final boolean isError;

  private Answer(boolean success, boolean isError) {
    this.isError = isError;
    content.put("success", success);
  }

  /** What was asked for was done. */
  static Answer success() {
    return new Answer(true, false);
  }

  /**
   * It was not.
   *
   * @param error what happened and what is true now
   * @param status the state of the server concerned, or of the matter
   * @param nextStep what to do next; a call that can be copied where there is one
   */
  static Answer failure(String error, String status, String nextStep) {
    return new Answer(false, true).put("error", error)
        .put("status", status)
        .put("next_step", nextStep);
  }

  /**
   * It was not, and nothing went wrong: somebody has to decide first.
   *
   * @param status what is awaited
   * @param nextStep as in {@link #failure}
   */
  static Answer undecided(String status, String nextStep) {
    return new Answer(false, false).put("status", status).put("next_step", nextStep);
  }

  /** Names the server it is about. */
  Answer about(String server) {
    return put("server_name", server);
  }

  Answer put(String name, String value) {
    content.put(name, value);
    return this;
  }

  Answer put(String name, long value) {
    content.put(name, value);
    return this;
  }

  Answer put(String name, Collection<String> values) {
    var array = content.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Adds how a server ended and what it said last, as far as that is known. */
  Answer with(@Nullable Cause cause) {
    if (cause == null) return this;
    var exit = cause.exit();
    if (exit != null) Facts.putExit(exit, content);
    return cause.stderrTail().isEmpty() ? this : put("stderr_tail", cause.stderrTail());
  }

  /** Of a failure, what happened and what is true now. */
  String error() {
    return content.path("error").asText();
  }

  /** The object itself, to add what has a shape of its own. */
  ObjectNode content() {
    return content;
  }

  /** The result of a {@code tools/call} (MCP 2025-06-18, structured content). */
  Span result() {
    var structured = Span.of(content);
    return Span.of("{\"content\":[{\"type\":\"text\",\"text\":" + Span.string(structured.toString())
        + "}],\"structuredContent\":" + structured + ",\"isError\":" + isError + "}");
  }
}
