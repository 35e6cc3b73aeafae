package dev.hotplug.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a child's stderr to its end, whatever is in it: a pipe that nobody drains freezes the child
 * after 64 KiB. A line longer than {@value #LONGEST} characters is cut into several. Owned by the
 * thread {@code stderr-<pid>}.
 */
record StderrDrain(InputStream in, GenerationLog log,
    CompletableFuture<@Nullable Void> end) implements Runnable {
  private static final int LONGEST = 4_096;

  @Override
  public void run() {
    var line = new StringBuilder();
    var buffer = new char[8_192];
    try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        for (int i = 0; i < n; i++)
          take(buffer[i], line);
      }
    } catch (IOException _) {
      // The pipe broke, which is an end, too.
    } finally {
      flush(line);
      end.complete(null);
    }
  }

  private void take(char c, StringBuilder line) {
    if (c != '\n')
      line.append(c);
    if (c == '\n' || line.length() >= LONGEST)
      flush(line);
  }

  private void flush(StringBuilder line) {
    if (!line.isEmpty())
      log.add(line.toString().stripTrailing());
    line.setLength(0);
  }
}
