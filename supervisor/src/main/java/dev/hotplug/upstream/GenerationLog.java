package dev.hotplug.upstream;

import dev.hotplug.spec.Cut;
import dev.hotplug.wire.Span;
import java.util.List;

/**
 * Where one generation's output goes: into its server's {@link StderrTail}, secrets taken out, no
 * line so long that it would push out all others. Thread-safe.
 */
final class GenerationLog {
  private static final int TAIL_LINES = 20;

  /** What UTF-8 makes of one character at most. */
  private static final int MOST_BYTES_OF_ONE = 3;

  private final StderrTail tail;
  private final long generation;
  private final Redaction redaction;

  GenerationLog(StderrTail tail, long generation, Redaction redaction) {
    this.tail = tail;
    this.generation = generation;
    this.redaction = redaction;
  }

  /** Adds a line, cut to {@value OutputDrain#LONGEST} characters. */
  void add(String text) {
    int longest = OutputDrain.LONGEST;
    int read = Math.min(text.length(), longest + redaction.longest());
    var clean = redaction.clean(text.substring(0, Cut.before(text, read)));
    boolean whole = text.length() <= longest || clean.length() <= longest;
    tail.add(generation, whole ? clean : clean.substring(0, Cut.before(clean, longest)) + "…");
  }

  /** Adds a mark and the beginning of {@code json}, as much of it as {@link #add(String)} reads. */
  void add(String mark, Span json) {
    int read = OutputDrain.LONGEST + redaction.longest();
    add(mark + json.excerpt(MOST_BYTES_OF_ONE * read));
  }

  /** What takes the secrets out. */
  Redaction redaction() {
    return redaction;
  }

  /** The last lines of this generation, oldest first. */
  List<String> lastLines() {
    return tail.last(TAIL_LINES, line -> line.generation() == generation)
        .stream()
        .map(StderrTail.Line::text)
        .toList();
  }
}
