package dev.hotplug.app.gate;

import dev.hotplug.upstream.StderrTail;
import java.util.List;

/** What one generation writes, and what we write about it. */
record Account(long generation, StderrTail log) {
  private static final int TAIL_LINES = 20;

  /** Adds a line of ours. */
  void add(String line) {
    log.add(generation, StderrTail.Origin.HOTPLUG.mark() + line);
  }

  /** The last lines that it wrote to stderr, oldest first. */
  List<String> lastLines() {
    return log
        .last(TAIL_LINES,
            line -> line.generation() == generation && line.origin() == StderrTail.Origin.STDERR)
        .stream()
        .map(StderrTail.Line::text)
        .toList();
  }
}
