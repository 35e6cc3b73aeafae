package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** A member of the structured content, as text; fails when there is none. */
  String word(String name) {
    return field(name).asText();
  }

  /** Fails unless one of Hotplug's own tools says that it did what it was asked. */
  ToolResult assertSuccess() {
    assertThat(success()).as(raw().toString()).isTrue();
    assertThat(isError()).isFalse();
    return this;
  }

  /** Fails unless one of Hotplug's own tools says what went wrong and what to do next. */
  ToolResult assertFailure(String... partsOfError) {
    assertThat(success()).as(raw().toString()).isFalse();
    assertThat(isError()).isTrue();
    assertThat(word("error")).contains(partsOfError);
    assertThat(word("status")).isNotEmpty();
    assertThat(word("next_step")).isNotEmpty();
    return this;
  }

  /** Whether one of Hotplug's own tools says that it did what it was asked. */
  boolean success() {
    return field("success").booleanValue();
  }
}
