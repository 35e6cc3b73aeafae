package dev.hotplug.upstream;

import java.time.Duration;

/**
 * The way down for one child, rung by rung: its stdin is closed, then its group gets SIGTERM, then
 * SIGKILL (MCP 2025-11-25, stdio shutdown), and in the end whatever it left behind is swept.
 */
final class StopLadder {
  private static final Duration AFTER_KILL = Duration.ofSeconds(2);

  private StopLadder() {}

  /**
   * Stops {@code child}, at once where it has ended already.
   *
   * @param closeStdin closes its stdin without waiting
   * @param eof how long it may take after its stdin was closed
   * @param term how long it may take after SIGTERM
   */
  static Stopped descend(ChildProcess child, Sweep sweep, Runnable closeStdin, Duration eof,
      Duration term) throws InterruptedException {
    sweep.rememberDescendants();
    child.tell(Stopped.EndedBy.EOF);
    closeStdin.run();
    climbDown(child, eof, term);
    return new Stopped(child.toldBy(), sweep.sweep(), child.exited());
  }

  /** Others may be on the ladder, too, and in more of a hurry. */
  private static void climbDown(ChildProcess child, Duration eof, Duration term)
      throws InterruptedException {
    if (child.endsWithin(eof)) return;
    child.signal(Posix.SIGTERM);
    if (child.endsWithin(term)) return;
    child.signal(Posix.SIGKILL);
    boolean _ = child.endsWithin(AFTER_KILL);
  }
}
