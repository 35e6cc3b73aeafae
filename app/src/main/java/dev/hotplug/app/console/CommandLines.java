package dev.hotplug.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads lines that somebody types or a program writes, each of a bearable length. */
final class CommandLines {
  private static final int LONGEST = 256 * 1024;

  /** Takes a line; may wait. */
  interface Taker {
    void take(String line) throws InterruptedException;
  }

  private CommandLines() {}

  /**
   * Hands on each line of {@code in}, cut to its longest length, until that ends; the last one
   * needs no line break. Whoever reads from a terminal cannot be interrupted, so this thread of its
   * own, {@code commands}, ends with the program.
   */
  static void follow(InputStream in, Taker taker) {
    Thread.ofPlatform().name("commands").daemon().start(() -> {
      try {
        read(new InputStreamReader(in, StandardCharsets.UTF_8), taker);
      } catch (IOException _) {
        // As at its end: what runs goes on.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private static void read(Reader in, Taker taker) throws IOException, InterruptedException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        taker.take(line.toString());
        line.setLength(0);
      } else if (line.length() < LONGEST) {
        line.append((char) next);
      }
    }
    // Who writes a command and ends may leave out its line break.
    if (!line.isEmpty()) taker.take(line.toString());
  }
}
