package dev.hotplug.upstream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The last of what one server wrote to stderr, over all its generations: at most 1 MiB of
 * characters. Thread-safe.
 */
public final class StderrTail {
  private static final int CAPACITY = 1024 * 1024;
  private static final Set<Origin> MARKED = EnumSet.complementOf(EnumSet.of(Origin.STDERR));

  /** Where a line comes from; it begins with the mark of that. */
  public enum Origin {
    /** Its stderr, and whatever else has no mark. */
    STDERR(""),
    /** Its stdout, where only the protocol belongs. */
    STDOUT("[stdout] "),
    /** A log message of the protocol. */
    PROTOCOL("[log] "),
    /** Us, about it. */
    HOTPLUG("[hotplug] ");

    private final String mark;

    Origin(String mark) {
      this.mark = mark;
    }

    /** What such a line begins with. */
    public String mark() {
      return mark;
    }
  }

  /**
   * One line.
   *
   * @param generation who wrote it
   */
  public record Line(long generation, Instant time, String text) {

    /** Where it comes from, as far as its mark can be trusted: a server may write one itself. */
    public Origin origin() {
      return MARKED.stream()
          .filter(origin -> text.startsWith(origin.mark()))
          .findFirst()
          .orElse(Origin.STDERR);
    }
  }

  private final InstantSource clock;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private int held;
  private long added;
  private Consumer<Line> follower = _ -> {};

  public StderrTail(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a line. */
  public synchronized void add(long generation, String text) {
    var line = new Line(generation, clock.instant(), text);
    lines.add(line);
    added++;
    follower.accept(line);
    held += weight(text);
    while (held > CAPACITY) held -= weight(lines.remove().text());
  }

  /**
   * From now on gives each line to {@code newFollower}, too, and to nobody else; must not block.
   */
  public synchronized void follow(Consumer<Line> newFollower) {
    follower = newFollower;
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

  /**
   * What was added after the first {@code count} lines of all, those of them that are held, oldest
   * first.
   */
  public synchronized Since since(long count) {
    int wanted = Math.clamp(added - count, 0, lines.size());
    return new Since(added, last(wanted, _ -> true));
  }

  /**
   * What was added from some moment on.
   *
   * @param count how many lines were ever added
   */
  public record Since(long count, List<Line> lines) {
    public Since {
      lines = List.copyOf(lines);
    }
  }

  /** A line costs more than its characters, so that empty ones cannot fill the memory. */
  private static int weight(String text) {
    return text.length() + 64;
  }
}
