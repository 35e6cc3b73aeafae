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

  private static final int MOST_MEMBERS = 10_000;

  /** In bytes: reading it takes up to seven times that. */
  private static final int LONGEST_STRING = 4 * 1024 * 1024;

  private static final Span NULL = Span.of("null");
  private static final Span EMPTY = Span.of("{}");

  /** A string in a string is seen; more than that nobody sends. */
  private static final int STRINGS = 2;

  /**
   * The object in {@code value}, an empty one for JSON's null; null where it is no object.
   *
   * @throws Misuse when it has so many members that they would fill the heap
   */
  static @Nullable Unpacked of(@Nullable Span value) throws Misuse {
    if (value == null) return null;
    var left = value;
    for (int strings = 0; strings <= STRINGS; strings++) {
      if (left.isObject()) return object(left);
      if (left.equals(NULL)) return new Unpacked(EMPTY, Map.of());
      var text = text(left);
      if (text == null) return null;
      if (text.isBlank()) return new Unpacked(EMPTY, Map.of());
      var parsed = Span.parse(text);
      if (parsed.isEmpty()) return null;
      left = parsed.get();
    }
    return null;
  }

  private static Unpacked object(Span object) throws Misuse {
    var members = object.members(MOST_MEMBERS + 1);
    if (members.size() <= MOST_MEMBERS) return new Unpacked(object, members);
    throw new Misuse(Answer.failure(
        "An object of arguments had more than " + MOST_MEMBERS + " members. Nothing was done.",
        "invalid_arguments",
        "Send fewer: many values belong into an object or array that is one argument."));
  }

  /** The text of a string that may hold JSON; null for what is none, or too long to be read. */
  static @Nullable String text(Span value) {
    return value.length() > LONGEST_STRING ? null : value.text();
  }
}
