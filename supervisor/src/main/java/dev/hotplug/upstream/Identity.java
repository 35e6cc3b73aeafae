package dev.hotplug.upstream;

/**
 * A process for good: pids are used again, start times with them are not.
 *
 * @param start as in {@link ProcessTable.Row}
 */
record Identity(long pid, long start) {
  private static final long NEVER = -1;

  static Identity of(ProcessTable.Row row) {
    return new Identity(row.pid(), row.start());
  }

  /** Who has {@code pid} now; nobody that will ever be met when it is gone already. */
  static Identity now(long pid) {
    return ProcessTable.row(pid).map(Identity::of).orElse(new Identity(pid, NEVER));
  }

  /** This JVM. */
  static Identity ours() {
    return now(ProcessHandle.current().pid());
  }

  /** Whether {@code row} has taken over this pid. */
  boolean isReplacedBy(ProcessTable.Row row) {
    return row.pid() == pid && row.start() != start;
  }

  boolean isAlive() {
    return ProcessTable.row(pid).filter(row -> row.start() == start && !row.isDead()).isPresent();
  }
}
