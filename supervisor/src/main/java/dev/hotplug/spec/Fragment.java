package dev.hotplug.spec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A JSON object that is to be put somewhere, with the text that it was read from. */
record Fragment(String json, Json.Obj object) {
  /** Throws IllegalArgumentException if {@code json} is no object. */
  static Fragment of(String json) {
    if (JsonTree.parse(json) instanceof JsonTree.Parsed.Value(Json.Obj object)) {
      return new Fragment(json, object);
    }
    throw new IllegalArgumentException("an entry must be a JSON object");
  }

  /** An object that holds only this one, by that name. */
  Fragment under(String name) {
    return of("{" + quoted(name) + ":" + json + "}");
  }

  String flat(Layout layout) {
    return new EntryPrinter(json, layout).flat(object);
  }

  String tall(Layout layout, String indent) {
    return new EntryPrinter(json, layout).tall(object, indent);
  }

  static String quoted(String name) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
  }
}
