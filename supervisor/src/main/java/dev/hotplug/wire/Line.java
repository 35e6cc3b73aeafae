package dev.hotplug.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** One message about to be written: its parts in order, joined only by the stream. */
record Line(List<Span> parts) {

  static Line request(long id, String method, Span... params) {
    return wrap("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + JsonText.quote(method)
        + ",\"params\":", params);
  }

  static Line notification(String method, Span... params) {
    return wrap("{\"jsonrpc\":\"2.0\",\"method\":" + JsonText.quote(method) + ",\"params\":",
        params);
  }

  static Line result(Span id, Span... result) {
    var rest = new ArrayList<Span>(List.of(id, RESULT));
    rest.addAll(List.of(result));
    return wrap("{\"jsonrpc\":\"2.0\",\"id\":", rest.toArray(Span[]::new));
  }

  static Line failure(Span id, Span error) {
    return wrap("{\"jsonrpc\":\"2.0\",\"id\":", id, ERROR, error);
  }

  private static Line wrap(String head, Span... body) {
    var parts = new ArrayList<Span>(body.length + 2);
    parts.add(Span.of(head));
    parts.addAll(List.of(body));
    parts.add(END);
    return new Line(parts);
  }

  private static final Span RESULT = Span.of(",\"result\":");
  private static final Span ERROR = Span.of(",\"error\":");
  private static final Span END = Span.of("}\n");

  int length() {
    int length = 0;
    for (var part : parts) length += part.length();
    return length;
  }

  /** Copies it to {@code at} in {@code target}; where it ends there. */
  int copyTo(byte[] target, int at) {
    int end = at;
    for (var part : parts) {
      part.copyTo(target, end);
      end += part.length();
    }
    return end;
  }

  void writeTo(OutputStream out) throws IOException {
    for (var part : parts) part.writeTo(out);
  }
}
