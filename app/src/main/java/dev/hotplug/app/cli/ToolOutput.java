package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;

/**
 * The result of a tool, for people and scripts.
 *
 * @param span as it came
 * @param tree the same, read
 */
record ToolOutput(Span span, JsonNode tree) {
  /** What {@code result} is, or an exception where a server answered with what is no JSON. */
  static ToolOutput of(Span result) throws JsonProcessingException {
    return new ToolOutput(result, result.tree());
  }

  boolean isError() {
    return tree.path("isError").booleanValue();
  }

  /** What Hotplug's own tools answer with. */
  JsonNode content() {
    return tree.path("structuredContent");
  }

  /** Whether Hotplug says that it could not be done, rather than a server. */
  boolean isOurFailure() {
    return isError() && content().path("success").isBoolean() && content().has("error")
        && content().has("next_step");
  }

  /** What Hotplug says went wrong, in three parts, and what the server said last. */
  String failure() {
    var text = new StringBuilder(content().path("error").asText());
    text.append(' ').append(ByCommand.of(content().path("next_step").asText()));
    for (var line : content().path("stderr_tail")) text.append("\n  ").append(line.asText());
    return text.toString();
  }

  /** What is text in it, a line break after each block; of the rest, what it is. */
  String text() {
    var blocks = tree.path("content");
    if (blocks.isEmpty() && !content().isMissingNode()) return content() + "\n";
    var text = new StringBuilder();
    for (var block : blocks) text.append(text(block)).append('\n');
    return text.toString();
  }

  private static String text(JsonNode block) {
    var type = block.path("type").asText();
    return type.equals("text") ? block.path("text").asText()
        : "[" + type + " " + block.path("mimeType").asText() + ", use --json]";
  }
}
