package dev.hotplug.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON made of parts, each of which is copied once and not read. */
public final class Composed {
  private Composed() {}

  /** The JSON object of these members. */
  public static Span object(Map<String, Span> members) {
    var parts = new ArrayList<Span>();
    members.forEach((name, value) -> {
      parts.add(Span.of((parts.isEmpty() ? "{" : ",") + JsonText.quote(name) + ":"));
      parts.add(value);
    });
    parts.add(Span.of(parts.isEmpty() ? "{}" : "}"));
    return of(parts);
  }

  /** These parts, one after the other; together they must be JSON. */
  static Span of(List<Span> parts) {
    var whole = new Line(parts);
    var bytes = new byte[whole.length()];
    whole.copyTo(bytes, 0);
    return Span.of(bytes);
  }
}
