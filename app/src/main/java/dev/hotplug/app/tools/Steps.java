package dev.hotplug.app.tools;

import dev.hotplug.installer.Progress;
import java.time.Duration;

/** How far an installation is, in a line. Thread-safe. */
final class Steps implements Progress {
  private static final int LONGEST_LINE = 200;

  /**
   * What goes on.
   *
   * @param since when the step began, in the time of {@link System#nanoTime}
   */
  private record Now(String step, String line, long since) {}

  private volatile Now now = new Now("begin", "", System.nanoTime());

  @Override
  public synchronized void on(String step, String line) {
    var last = now;
    long since = last.step().equals(step) ? last.since() : System.nanoTime();
    now = new Now(step, line, since);
  }

  /** {@code build 2/3: npm run build, 14 s: the last line}. */
  String now() {
    var at = now;
    long seconds = Duration.ofNanos(System.nanoTime() - at.since()).toSeconds();
    var line = at.line().isBlank() ? "" : ": " + Excerpt.of(at.line().strip(), LONGEST_LINE);
    return at.step() + ", " + seconds + " s" + line;
  }
}
