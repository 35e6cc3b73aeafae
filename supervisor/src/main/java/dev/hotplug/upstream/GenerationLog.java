package dev.hotplug.upstream;

import java.util.List;

/**
 * Where one generation's output goes: into its server's {@link StderrTail}, secrets taken out.
 * Thread-safe.
 */
final class GenerationLog {
  private static final int TAIL_LINES = 20;

  private final StderrTail tail;
  private final long generation;
  private final Redaction redaction;

  GenerationLog(StderrTail tail, long generation, Redaction redaction) {
    this.tail = tail;
    this.generation = generation;
    this.redaction = redaction;
  }

  void add(String text) {
    tail.add(generation, redaction.clean(text));
  }

  /** The last lines of this generation, oldest first. */
  List<String> lastLines() {
    return tail.last(TAIL_LINES, line -> line.generation() == generation)
        .stream()
        .map(StderrTail.Line::text)
        .toList();
  }
}
