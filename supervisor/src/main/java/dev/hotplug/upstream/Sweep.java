package dev.hotplug.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and ends what a child leaves behind: whatever carries its marker, is in its session or
 * group, descended from it before the first signal, or came to us as an orphan that tells nothing
 * and can be no other's. None of these alone finds everything: a process may wipe its environment,
 * leave the session, or be reparented. Confined to the thread that stops the child.
 */
final class Sweep {
  private static final Duration TERM_GRACE = Duration.ofMillis(250);
  private static final Duration KILL_GRACE = Duration.ofSeconds(1);

  /** How long the watchdog of a Hotplug behind this one may take for its own work. */
  private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(5);
  private static final int MOST_PASSES = 10;

  private final Lineage lineage;
  private final InstanceFile.Child child;
  private final Identity leader;
  private final Optional<Container> container;
  private final Offspring offspring;
  private final Set<Identity> descendants = new HashSet<>();
  private boolean isSparing;

  /** For {@code child}, one of {@code offspring}. */
  Sweep(Marker marker, InstanceFile.Child child, Optional<Container> container,
      Offspring offspring) {
    this.child = child;
    this.leader = child.leader();
    this.lineage = new Lineage(marker, leader);
    this.container = container;
    this.offspring = offspring;
    this.isSparing = child.isSparing();
  }

  /** By what the child's processes are known while it runs. */
  Lineage lineage() {
    return lineage;
  }

  /** Remembers who descends from the child now; to be called before anything is signalled. */
  void rememberDescendants() {
    var rows = ProcessTable.read();
    if (rows.stream().anyMatch(leader::isReplacedBy)) return;
    var family = lineage.family(rows);
    for (var row : rows) {
      if (family.contains(row.pid()) && row.pid() != leader.pid())
        descendants.add(Identity.of(row));
    }
  }

  /** As {@link #sweep}, but what left the session and the group lives on. */
  List<Swept> sweepSession() throws InterruptedException {
    isSparing = true;
    return sweep();
  }

  /**
   * Ends everything left and names it, with what could not be ended; done when two passes in a row
   * find nothing.
   */
  List<Swept> sweep() throws InterruptedException {
    var swept = new LinkedHashMap<Identity, Swept>();
    int empty = 0;
    for (int pass = 0; pass < MOST_PASSES && empty < 2; pass++) {
      empty = endWhatIsLeft(swept) ? 0 : empty + 1;
    }
    awaitWatchdogs();
    var stopped = stopContainer();
    offspring.remove(child);
    // Two that are swept at once leave an orphan to each other while both may have left it to us.
    boolean _ = endWhatIsLeft(swept);
    var all = new ArrayList<Swept>();
    swept.forEach((who, one) -> all.add(new Swept(one.pid(), one.command(), who.isAlive())));
    stopped.ifPresent(all::add);
    return all;
  }

  /** Returns whether there was anything left. */
  private boolean endWhatIsLeft(Map<Identity, Swept> swept) throws InterruptedException {
    var left = left();
    for (var row : left) {
      swept.computeIfAbsent(Identity.of(row), _ -> new Swept(row.pid(), row.command()));
    }
    if (!left.isEmpty()) end(left.stream().map(Identity::of).toList());
    return !left.isEmpty();
  }

  private Optional<Swept> stopContainer() throws InterruptedException {
    if (container.isEmpty() || offspring.isHurried()) return Optional.empty();
    return container.get().stop();
  }

  private List<ProcessTable.Row> left() {
    long self = ProcessHandle.current().pid();
    var look = Births.look();
    boolean isReplaced = look.rows().stream().anyMatch(leader::isReplacedBy);
    var left = new ArrayList<ProcessTable.Row>();
    for (var row : look.rows()) {
      // Whoever is older is nobody's of ours, and reading environments takes its time.
      if (row.start() < leader.start()) continue;
      boolean isAttached = !isReplaced && lineage.isAttached(row);
      if (row.isDead()) {
        if ((isAttached || descendants.contains(Identity.of(row))) && Births.isAdopted(row)) {
          Posix.bury(row.pid());
        }
      } else
        if (row.pid() != self && (isAttached || isKin(row) || isOrphan(row, look))
            && !Kin.isWatchdog(row)) {
              left.add(row);
            }
    }
    return left;
  }

  private boolean isKin(ProcessTable.Row row) {
    if (isSparing) return false;
    return descendants.contains(Identity.of(row))
        || lineage.marker().isIn(row.variable(Marker.VARIABLE));
  }

  private boolean isOrphan(ProcessTable.Row row, Births.Look look) {
    return !isSparing && look.orphans().contains(row) && offspring.isOfNoneBut(leader, row);
  }

  private void end(List<Identity> processes) throws InterruptedException {
    descendants.addAll(processes);
    for (var process : processes) Posix.signal(process.pid(), Posix.SIGTERM);
    if (allDeadWithin(TERM_GRACE, processes)) return;
    for (var process : processes) if (process.isAlive()) Posix.signal(process.pid(), Posix.SIGKILL);
    boolean _ = allDeadWithin(KILL_GRACE, processes);
  }

  /** They end by themselves when their own Hotplug has ended and left nothing behind. */
  private void awaitWatchdogs() throws InterruptedException {
    var watchdogs = ProcessTable.read()
        .stream()
        .filter(row -> !row.isDead() && row.start() >= leader.start())
        .filter(row -> isKin(row) && Kin.isWatchdog(row))
        .map(Identity::of)
        .toList();
    if (allDeadWithin(WATCHDOG_GRACE, watchdogs)) return;
    for (var watchdog : watchdogs) Posix.signal(watchdog.pid(), Posix.SIGKILL);
  }

  /** Asks again and again: nobody can wait for a process that is not his own child. */
  private boolean allDeadWithin(Duration limit, List<Identity> processes)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (processes.stream().anyMatch(Identity::isAlive)) {
      if (offspring.isHurried() || System.nanoTime() - end > 0) return false;
      Thread.sleep(POLL);
    }
    return true;
  }
}
