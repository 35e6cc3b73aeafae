package dev.hotplug.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds and ends what a child leaves behind: whatever carries its marker, is in its session or
 * group, or descended from it before the first signal. None of these alone finds everything: a
 * process may wipe its environment, leave the session, or be reparented. Confined to the thread
 * that stops the child.
 */
final class Sweep {
  private static final Duration TERM_GRACE = Duration.ofMillis(250);
  private static final Duration KILL_GRACE = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int MOST_PASSES = 10;

  /** A process for good: pids are used again, start times with them are not. */
  private record Identity(long pid, long start) {
    static Identity of(ProcessTable.Row row) {
      return new Identity(row.pid(), row.start());
    }

    boolean isAlive() {
      return ProcessTable.row(pid).filter(row -> row.start() == start && !row.isDead()).isPresent();
    }
  }

  private final Marker marker;
  private final long leader;
  private final boolean sparesDetached;
  private final Set<Identity> descendants = new HashSet<>();

  /** @param sparesDetached leave alone what is outside the child's session and group */
  Sweep(Marker marker, long leader, boolean sparesDetached) {
    this.marker = marker;
    this.leader = leader;
    this.sparesDetached = sparesDetached;
  }

  /** Remembers who descends from the child now; to be called before anything is signalled. */
  void rememberDescendants() {
    var rows = ProcessTable.read();
    var family = new HashSet<>(Set.of(leader));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var row : rows)
        if (family.contains(row.parent()))
          grows |= family.add(row.pid());
    }
    for (var row : rows) {
      if (family.contains(row.pid()) && row.pid() != leader)
        descendants.add(Identity.of(row));
    }
  }

  /** Ends everything left and names it; done when two passes in a row find nothing. */
  List<Swept> sweep() throws InterruptedException {
    var swept = new ArrayList<Swept>();
    int empty = 0;
    for (int pass = 0; pass < MOST_PASSES && empty < 2; pass++) {
      var left = left();
      empty = left.isEmpty() ? empty + 1 : 0;
      for (var row : left)
        swept.add(new Swept(row.pid(), row.command()));
      if (!left.isEmpty())
        end(left.stream().map(Identity::of).toList());
    }
    return swept;
  }

  private List<ProcessTable.Row> left() {
    long self = ProcessHandle.current().pid();
    return ProcessTable.read()
        .stream()
        .filter(row -> row.pid() != self && !row.isDead() && isOurs(row))
        .toList();
  }

  private boolean isOurs(ProcessTable.Row row) {
    if (row.session() == leader || row.group() == leader)
      return true;
    if (sparesDetached)
      return false;
    return descendants.contains(Identity.of(row)) || marker.isIn(row.variable(Marker.VARIABLE));
  }

  private static void end(List<Identity> processes) throws InterruptedException {
    for (var process : processes)
      Posix.signal(process.pid(), Posix.SIGTERM);
    if (allDeadWithin(TERM_GRACE, processes))
      return;
    for (var process : processes)
      if (process.isAlive())
        Posix.signal(process.pid(), Posix.SIGKILL);
    boolean _ = allDeadWithin(KILL_GRACE, processes);
  }

  /** Asks again and again: nobody can wait for a process that is not his own child. */
  private static boolean allDeadWithin(Duration limit, List<Identity> processes)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (processes.stream().anyMatch(Identity::isAlive)) {
      if (System.nanoTime() - end > 0)
        return false;
      Thread.sleep(POLL);
    }
    return true;
  }
}
