package dev.hotplug.installer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** Hands lines on and remembers the last of them. Thread-safe. */
final class LastLines implements Consumer<String> {
  private static final int KEPT = 20;

  private final Consumer<String> next;
  private final ArrayDeque<String> lines = new ArrayDeque<>();

  LastLines(Consumer<String> next) {
    this.next = next;
  }

  @Override
  public void accept(String line) {
    keep(line);
    next.accept(line);
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT) lines.removeFirst();
    lines.addLast(line);
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }
}
