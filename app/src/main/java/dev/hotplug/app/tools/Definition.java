package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What {@code tools/list} says of a tool: constant text, so that the list is the same byte for byte
 * whenever it is asked for, and needs no data binding to be made.
 *
 * @param json the definition on one line
 */
record Definition(String name, Span json) {
  private static final String BEGIN = """
      ,
      "outputSchema": {"type": "object", "properties": {
      "success": {"type": "boolean"},
      """;

  private static final String END = """
      ,
      "error": {"type": "string"},
      "status": {"type": "string"},
      "next_step": {"type": "string"},
      """ + Facts.EXIT_FIELD + """
      , "stderr_tail": {"type": "array", "items": {"type": "string"}}},
      "required": ["success"]}}
      """;

  /** The definition {@code text}, in which no string may span lines. */
  static Definition of(String text) {
    var json = Span.of(oneLine(text));
    var name = Objects.requireNonNull(json.members().get("name"), "a tool without a name");
    return new Definition(Objects.requireNonNull(name.text()), json);
  }

  /** As {@link #of(String)}; the answers have {@code fields}, or those of a failure. */
  static Definition of(String text, String fields) {
    var open = text.strip();
    return of(open.substring(0, open.length() - 1) + BEGIN + fields + END);
  }

  private static String oneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
  }
}
