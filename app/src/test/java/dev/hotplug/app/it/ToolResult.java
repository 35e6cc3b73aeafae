package dev.hotplug.app.it;

import com.fasterxml.jackson.databind.JsonNode;

/** The answer to a {@code tools/call}. */
record ToolResult(Reply reply) {

  /** The result, byte for byte. */
  Bytes raw() {
    return reply.result();
  }

  JsonNode tree() {
    return raw().tree();
  }

  boolean isError() {
    return tree().path("isError").asBoolean();
  }

  /** The text of the first content block. */
  String text() {
    return tree().path("content").path(0).path("text").asText();
  }

  /** The structured content; fails when there is none. */
  JsonNode structured() {
    var structured = tree().get("structuredContent");
    if (structured == null) throw new AssertionError("no structuredContent in " + raw());
    return structured;
  }

  /** A member of the structured content; fails when there is none. */
  JsonNode field(String name) {
    var field = structured().get(name);
    if (field == null) throw new AssertionError("no " + name + " in " + structured());
    return field;
  }

  /** Whether one of Hotplug's own tools says that it did what it was asked. */
  boolean success() {
    return field("success").booleanValue();
  }
}
