package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.io.PrintStream;

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

  /** Prints what is text in it; of the rest, what it is. */
  void printText(PrintStream out) {
    var blocks = tree.path("content");
    for (var block : blocks) {
      var type = block.path("type").asText();
      if (type.equals("text")) out.println(block.path("text").asText());
      else out.println("[" + type + " " + block.path("mimeType").asText() + ", use --json]");
    }
    if (blocks.isEmpty() && !content().isMissingNode()) out.println(content());
  }
}
