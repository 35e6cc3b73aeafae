package dev.hotplug.app.it;

import java.io.IOException;

/** Signals, by their names, such as {@code TERM}. */
final class Signal {
  private Signal() {}

  static void send(String name, long pid) throws IOException, InterruptedException {
    var sent = new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
        .start();
    sent.waitFor();
  }
}
