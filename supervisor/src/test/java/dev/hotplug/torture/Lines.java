package dev.hotplug.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines that end with a newline and with nothing else; a carriage return before it is dropped. */
final class Lines {
  private final InputStream in;
  private final byte[] buffer = new byte[65_536];
  private int from;
  private int to;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line; null at the end, also when half a line is left. */
  @Nullable
  String next() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int end = from;
      while (end < to && buffer[end] != '\n') end++;
      line.write(buffer, from, end - from);
      from = end + 1;
      if (end < to) return text(line);
      from = 0;
      to = in.read(buffer);
      if (to < 0) return null;
    }
  }

  private static String text(ByteArrayOutputStream line) {
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
