package dev.hotplug.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Starts all processes of this JVM, and so tells those from the orphans that come to us because
 * their parents ended ({@link Posix#adoptOrphans}). Process-wide, as that is. Thread-safe.
 */
final class Births {
  private static final ConcurrentHashMap<Long, Process> BORN = new ConcurrentHashMap<>();
  private static final Set<Identity> INHERITED = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger UNDER_WAY = new AtomicInteger();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final int MOST_TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);
  private static final Duration WHILE_REPLACED = Duration.ofMillis(30);

  private Births() {}

  /**
   * All processes at one moment.
   *
   * @param orphans those that we adopted and whose environment tells nothing; a process that still
   *   has one is known by what is in it
   */
  record Look(List<ProcessTable.Row> rows, List<ProcessTable.Row> orphans) {}

  /** Starts a process. */
  static Process start(ProcessBuilder builder) throws IOException {
    return start(builder, () -> true);
  }

  /**
   * Starts a process, unless that is no longer allowed when it is counted as under way: whoever
   * forbids it and then finds nothing {@linkplain #isUnderWay under way} has seen them all.
   */
  static Process start(ProcessBuilder builder, BooleanSupplier isAllowed) throws IOException {
    UNDER_WAY.incrementAndGet();
    try {
      if (!isAllowed.getAsBoolean()) throw new IOException("Hotplug ends");
      var process = builder.start();
      BORN.put(process.pid(), process);
      // Of equal pids only this one: the next to have it may be ours, too.
      var _ = process.onExit().thenAccept(gone -> BORN.remove(gone.pid(), gone));
      return process;
    } finally {
      COUNT.incrementAndGet();
      UNDER_WAY.decrementAndGet();
    }
  }

  /** Whether a process is being started. */
  static boolean isUnderWay() {
    return UNDER_WAY.get() > 0;
  }

  /** Says that the children there are by now are none of ours: whoever ran us before had them. */
  static void disownInherited() {
    for (var row : ProcessTable.read()) if (isAdopted(row)) INHERITED.add(Identity.of(row));
  }

  /** Reads the process table; without orphans if births go on and on meanwhile. */
  static Look look() {
    for (int i = 0; i < MOST_TRIES; i++) {
      long before = COUNT.get();
      boolean isCalm = UNDER_WAY.get() == 0;
      var rows = ProcessTable.read();
      if (isCalm && UNDER_WAY.get() == 0 && COUNT.get() == before) {
        return new Look(rows, silent(rows.stream().filter(Births::isAdopted).toList()));
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return new Look(ProcessTable.read(), List.of());
  }

  /** Whether it is our child without our having started it. */
  static boolean isAdopted(ProcessTable.Row row) {
    return row.parent() == ProcessHandle.current().pid() && !BORN.containsKey(row.pid());
  }

  /**
   * Those that tell nothing, and go on telling nothing: for a moment, while another program takes
   * its place (execve), no process has an environment.
   */
  private static List<ProcessTable.Row> silent(List<ProcessTable.Row> adopted) {
    var silent = adopted.stream().filter(Births::tellsNothing).toList();
    if (silent.isEmpty()) return silent;
    LockSupport.parkNanos(WHILE_REPLACED.toNanos());
    return silent.stream().filter(Births::tellsNothing).toList();
  }

  /**
   * Every environment has a PATH, but for one that was wiped, or never given. Every orphan of the
   * system comes to the first process of all, so there none is known to be ours.
   */
  private static boolean tellsNothing(ProcessTable.Row row) {
    return ProcessTable.knowsEnvironments() && row.parent() != 1 && !row.isDead()
        && !INHERITED.contains(Identity.of(row)) && row.variable("PATH").isEmpty();
  }

  /**
   * Buries the adopted that are dead. Whatever else in this JVM starts processes also waits for
   * them, so the dead must have been dead a while ago, too.
   *
   * @param before the dead of the last time
   * @return those to give next time
   */
  static Set<Identity> bury(List<ProcessTable.Row> rows, Set<Identity> before) {
    var dead = new HashSet<Identity>();
    for (var row : rows) {
      if (!row.isDead() || !isAdopted(row)) continue;
      if (before.contains(Identity.of(row))) Posix.bury(row.pid());
      else dead.add(Identity.of(row));
    }
    return dead;
  }
}
