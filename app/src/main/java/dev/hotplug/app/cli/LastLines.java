package dev.hotplug.app.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a file, however long it is: of no more than its last MiB. */
final class LastLines {
  private static final int MOST_BYTES = 1 << 20;

  private LastLines() {}

  /** At most {@code most}, oldest first. A line that began before is left out. */
  static List<String> of(Path file, int most) throws IOException {
    try (var channel = FileChannel.open(file)) {
      long start = Math.max(0, channel.size() - MOST_BYTES);
      // One byte more: a line that begins right there is a whole one.
      channel.position(Math.max(0, start - 1));
      var bytes = Channels.newInputStream(channel).readNBytes(MOST_BYTES + 1);
      var text = new String(bytes, StandardCharsets.UTF_8);
      var lines = (start == 0 ? text : text.substring(text.indexOf('\n') + 1)).lines().toList();
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
  }
}
