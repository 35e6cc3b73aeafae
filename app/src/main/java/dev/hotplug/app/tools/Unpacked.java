package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a model sent, out of the JSON string it may have come in, read one level deep.
 *
 * @param object the very bytes that came, unless they came in a string
 * @param members what is in it, by name
 */
record Unpacked(Span object, Map<String, Span> members) {
  /** What models call the object that holds arguments; the first is its right name. */
  static final List<String> WRAPPERS = List.of("parameters", "arguments", "args", "params",
      "input");

  private static final Span NULL = Span.of("null");
  private static final Span EMPTY = Span.of("{}");

  /** A string in a string is seen; more than that nobody sends. */
  private static final int STRINGS = 2;

  /** The object in {@code value}, an empty one for JSON's null; null where it is no object. */
  static @Nullable Unpacked of(@Nullable Span value) {
    if (value == null) return null;
    var left = value;
    for (int strings = 0; strings <= STRINGS; strings++) {
      if (left.isObject()) return new Unpacked(left, left.members());
      if (left.equals(NULL)) return new Unpacked(EMPTY, Map.of());
      var text = left.text();
      if (text == null) return null;
      if (text.isBlank()) return new Unpacked(EMPTY, Map.of());
      var parsed = Span.parse(text);
      if (parsed.isEmpty()) return null;
      left = parsed.get();
    }
    return null;
  }
}
