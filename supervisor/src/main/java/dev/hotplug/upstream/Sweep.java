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
  private static final long NEVER = -1;

  /** A process for good: pids are used again, start times with them are not. */
  record Identity(long pid, long start) {
    static Identity of(ProcessTable.Row row) {
      return new Identity(row.pid(), row.start());
    }

    /** Whether {@code row} has taken over this pid. */
    boolean isReplacedBy(ProcessTable.Row row) {
      return row.pid() == pid && row.start() != start;
    }

    boolean isAlive() {
      return ProcessTable.row(pid).filter(row -> row.start() == start && !row.isDead()).isPresent();
    }
  }

  private final Marker marker;
  private final Identity leader;
  private final boolean sparesDetached;
  private final Set<Identity> descendants = new HashSet<>();

  /** @param sparesDetached leave alone what is outside the child's session and group */
  Sweep(Marker marker, Identity leader, boolean sparesDetached) {
    this.marker = marker;
    this.leader = leader;
    this.sparesDetached = sparesDetached;
  }

  /** For the child that has {@code pid} now; once it is gone, somebody else may have that. */
  static Sweep after(Marker marker, long pid, boolean sparesDetached) {
    var leader = ProcessTable.row(pid).map(Identity::of).orElse(new Identity(pid, NEVER));
    return new Sweep(marker, leader, sparesDetached);
  }

  /** Remembers who descends from the child now; to be called before anything is signalled. */
  void rememberDescendants() {
    var rows = ProcessTable.read();
    if (rows.stream().anyMatch(leader::isReplacedBy)) return;
    var family = new HashSet<>(Set.of(leader.pid()));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var row : rows) if (family.contains(row.parent())) grows |= family.add(row.pid());
    }
    for (var row : rows) {
      if (family.contains(row.pid()) && row.pid() != leader.pid())
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
      for (var row : left) swept.add(new Swept(row.pid(), row.command()));
      if (!left.isEmpty()) end(left.stream().map(Identity::of).toList());
    }
    return swept;
  }

  private List<ProcessTable.Row> left() {
    long self = ProcessHandle.current().pid();
    var rows = ProcessTable.read();
    boolean isReplaced = rows.stream().anyMatch(leader::isReplacedBy);
    return rows.stream()
        .filter(row -> row.pid() != self && !row.isDead())
        .filter(row -> (!isReplaced && isAttached(row)) || isKin(row))
        .toList();
  }

  private boolean isAttached(ProcessTable.Row row) {
    return row.session() == leader.pid() || row.group() == leader.pid();
  }

  private boolean isKin(ProcessTable.Row row) {
    if (sparesDetached) return false;
    return descendants.contains(Identity.of(row)) || marker.isIn(row.variable(Marker.VARIABLE));
  }

  private static void end(List<Identity> processes) throws InterruptedException {
    for (var process : processes) Posix.signal(process.pid(), Posix.SIGTERM);
    if (allDeadWithin(TERM_GRACE, processes)) return;
    for (var process : processes) if (process.isAlive()) Posix.signal(process.pid(), Posix.SIGKILL);
    boolean _ = allDeadWithin(KILL_GRACE, processes);
  }

  /** Asks again and again: nobody can wait for a process that is not his own child. */
  private static boolean allDeadWithin(Duration limit, List<Identity> processes)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (processes.stream().anyMatch(Identity::isAlive)) {
      if (System.nanoTime() - end > 0) return false;
      Thread.sleep(POLL);
    }
    return true;
  }
}
