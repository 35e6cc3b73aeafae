package dev.hotplug.upstream;

import dev.hotplug.spec.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a child writes to its end, whatever is in it: a pipe that nobody drains freezes the
 * child after 64 KiB. Secrets are taken out, blank lines dropped, and a line longer than
 * {@value #LONGEST} characters is cut into several. Owned by the thread that runs it.
 *
 * @param lines gets each of them; it must not block or throw
 */
record OutputDrain(InputStream in, Redaction redaction, Consumer<String> lines,
    CompletableFuture<@Nullable Void> end) implements Runnable {
  /** The longest line, in characters. */
  static final int LONGEST = 4_096;

  @Override
  public void run() {
    var line = new StringBuilder();
    var buffer = new char[8_192];
    try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        for (int i = 0; i < n; i++) take(buffer[i], line);
      }
    } catch (IOException _) {
      // The pipe broke, which is an end, too.
    } finally {
      flush(line);
      end.complete(null);
    }
  }

  private void take(char c, StringBuilder line) {
    if (c == '\n') {
      flush(line);
      return;
    }
    line.append(c);
    if (line.length() >= LONGEST + redaction.longest()) cut(line);
  }

  /** Keeps back what may be the start of a secret, to be cleaned together with its end. */
  private void cut(StringBuilder line) {
    var clean = redaction.clean(line.toString());
    int end = Cut.before(clean, Math.max(0, clean.length() - redaction.longest()));
    add(clean.substring(0, end));
    line.replace(0, line.length(), clean.substring(end));
  }

  private void flush(StringBuilder line) {
    add(redaction.clean(line.toString()).stripTrailing());
    line.setLength(0);
  }

  private void add(String clean) {
    for (int from = 0; from < clean.length();) {
      int to = Math.min(clean.length(), Cut.before(clean, from + LONGEST));
      lines.accept(clean.substring(from, to));
      from = to;
    }
  }
}
