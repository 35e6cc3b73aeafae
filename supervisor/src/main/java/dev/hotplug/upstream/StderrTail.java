package dev.hotplug.upstream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The last of what one server wrote to stderr, over all its generations: at most 1 MiB of
 * characters. Thread-safe.
 */
public final class StderrTail {
  private static final int CAPACITY = 1024 * 1024;

  /**
   * One line.
   *
   * @param generation who wrote it
   */
  public record Line(long generation, Instant time, String text) {}

  private final InstantSource clock;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private int held;

  public StderrTail(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a line. */
  public synchronized void add(long generation, String text) {
    lines.add(new Line(generation, clock.instant(), text));
    held += weight(text);
    while (held > CAPACITY) held -= weight(lines.remove().text());
  }

  /** The last {@code most} lines that {@code wanted} accepts, oldest first. */
  public synchronized List<Line> last(int most, Predicate<Line> wanted) {
    var found = new ArrayDeque<Line>();
    var backwards = lines.descendingIterator();
    while (found.size() < most && backwards.hasNext()) {
      var line = backwards.next();
      if (wanted.test(line)) found.addFirst(line);
    }
    return new ArrayList<>(found);
  }

  /** A line costs more than its characters, so that empty ones cannot fill the memory. */
  private static int weight(String text) {
    return text.length() + 64;
  }
}
