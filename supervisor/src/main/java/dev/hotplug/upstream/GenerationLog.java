package dev.hotplug.upstream;

import java.util.List;

/**
 * Where one generation's output goes: into its server's {@link StderrTail}, secrets taken out, no
 * line so long that it would push out all others. Thread-safe.
 */
final class GenerationLog {
  /** The longest line, in characters. */
  static final int LONGEST = 4_096;

  private static final int TAIL_LINES = 20;

  private final StderrTail tail;
  private final long generation;
  private final Redaction redaction;

  GenerationLog(StderrTail tail, long generation, Redaction redaction) {
    this.tail = tail;
    this.generation = generation;
    this.redaction = redaction;
  }

  /** Adds a line, cut to {@value #LONGEST} characters. */
  void add(String text) {
    var clean = clean(text.substring(0, Math.min(text.length(), LONGEST + longestSecret())));
    boolean whole = text.length() <= LONGEST || clean.length() <= LONGEST;
    tail.add(generation, whole ? clean : clean.substring(0, LONGEST) + "…");
  }

  String clean(String text) {
    return redaction.clean(text);
  }

  /** How long the longest secret is, in characters; 0 when there is none. */
  int longestSecret() {
    return redaction.longest();
  }

  /** The last lines of this generation, oldest first. */
  List<String> lastLines() {
    return tail.last(TAIL_LINES, line -> line.generation() == generation)
        .stream()
        .map(StderrTail.Line::text)
        .toList();
  }
}
