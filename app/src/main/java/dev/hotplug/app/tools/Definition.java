package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import java.util.stream.Collectors;

/**
 * What {@code tools/list} says of a tool: constant text, so that the list is the same byte for byte
 * whenever it is asked for, and needs no JSON library to be made.
 *
 * @param json the definition on one line
 */
record Definition(String name, Span json) {

  /** Members of every failure, to be part of each output schema. */
  static final String FAILURE = """
      "error": {"type": "string"},
      "status": {"type": "string"},
      "next_step": {"type": "string"},
      "exit": {"type": "object"},
      "stderr_tail": {"type": "array", "items": {"type": "string"}}
      """;

  /** Makes one line of {@code text}, in which no string may span lines. */
  static Definition of(String name, String text) {
    return new Definition(name,
        Span.of(text.lines().map(String::strip).collect(Collectors.joining(" "))));
  }
}
