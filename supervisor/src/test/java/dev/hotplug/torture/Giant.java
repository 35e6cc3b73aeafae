package dev.hotplug.torture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Results whose point is their size: what opens one is repeated, and what closes it as often. */
enum Giant {
  /** A number of so many digits. */
  NUMBER("", "7", "", ""),
  /** A number after which neither the result nor the line ends. */
  ENDLESS("", "7", "", ""),
  /** Arrays nested so deep. */
  NESTED("", "[", "]", ""),
  /** A text of so many bytes that are no UTF-8. */
  INVALID("\"", "\u00FF", "", "\"");

  private static final int REPEATED = 65_536;

  private final String before;
  private final String opening;
  private final String closing;
  private final String after;

  Giant(String before, String opening, String closing, String after) {
    this.before = before;
    this.opening = opening;
    this.closing = closing;
    this.after = after;
  }

  static Giant of(String kind) {
    return valueOf(kind.toUpperCase(Locale.ROOT));
  }

  /** Takes a part of a line, the first {@code length} bytes of an array. */
  interface Writer {
    void write(byte[] bytes, int length);
  }

  void writeTo(Writer out, long size) {
    repeat(before, 1, out);
    repeat(opening, size, out);
    repeat(closing, size, out);
    repeat(after, 1, out);
  }

  /** One byte, as often as told; or none, which is as much. */
  private static void repeat(String part, long times, Writer out) {
    var bytes = part.repeat(REPEATED).getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length == 0) return;
    for (long left = times; left > 0; left -= bytes.length) {
      out.write(bytes, (int) Math.min(left, bytes.length));
    }
  }
}
