package dev.hotplug.spec;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** A JSON value that is to be put somewhere, with the text that it was read from. */
record Fragment(String json, Json value) {
  /** Throws IllegalArgumentException if {@code json} is no object. */
  static Fragment of(String json) {
    if (JsonTree.parse(json) instanceof JsonTree.Parsed.Value(Json.Obj object)) {
      return new Fragment(json, object);
    }
    throw new IllegalArgumentException("an entry must be a JSON object");
  }

  /** A list of strings. */
  static Fragment list(List<String> items) {
    var json = items.stream().map(Fragment::quoted).collect(joining(",", "[", "]"));
    if (JsonTree.parse(json) instanceof JsonTree.Parsed.Value(var list)) {
      return new Fragment(json, list);
    }
    throw new IllegalStateException("quoted strings make a list");
  }

  /** An object that holds only this one, by that name. */
  Fragment under(String name) {
    return of("{" + quoted(name) + ":" + json + "}");
  }

  String flat(Layout layout) {
    return new EntryPrinter(json, layout).flat(value);
  }

  String tall(Layout layout, String indent) {
    return new EntryPrinter(json, layout).tall(value, indent);
  }

  static String quoted(String name) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
  }
}
