package dev.hotplug.upstream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All processes of one instance: those that carry its marker, are in a session of a child of its,
 * are known to be its own, or descend from one of these. Never a watchdog, which has its own work
 * to do and ends after it. Reads environments, and nothing else.
 */
final class Kin {
  private final String instance;
  private final Set<Long> sessions = new HashSet<>();
  private final Set<Long> sparing = new HashSet<>();
  private final Set<Identity> known = new HashSet<>();
  private final long since;

  /**
   * The kin of {@code instance}.
   *
   * @param since when its process started: nobody older can be kin
   * @param children its children; the session of one counts only while that one is there
   * @param strays others that are its own
   */
  Kin(String instance, long since, Collection<InstanceFile.Child> children,
      Collection<Identity> strays) {
    this.instance = instance;
    this.since = since;
    known.addAll(strays);
    for (var child : children) {
      // A session outlives its leader, but then its number may as well be a stranger's.
      if (Identity.now(child.leader().pid()).equals(child.leader())) {
        sessions.add(child.leader().pid());
      }
      if (child.isSparing()) sparing.add(child.leader().pid());
      else known.add(child.leader());
    }
  }

  /** Those of {@code rows} that live. */
  List<ProcessTable.Row> in(List<ProcessTable.Row> rows) {
    long self = ProcessHandle.current().pid();
    var kin = new ArrayList<ProcessTable.Row>();
    var others = new ArrayList<ProcessTable.Row>();
    for (var row : rows) {
      if (row.isDead() || row.pid() == self || row.start() < since) continue;
      if (isKnown(row)) kin.add(row);
      else others.add(row);
    }
    addDescendants(kin, others);
    kin.removeIf(Kin::isWatchdog);
    return kin;
  }

  /** Whether it may go unrecognized as kin one day, since its environment does not show it. */
  boolean isStray(ProcessTable.Row row) {
    return !sparing.contains(row.session()) && !isMarked(row);
  }

  private boolean isKnown(ProcessTable.Row row) {
    return known.contains(Identity.of(row)) || sessions.contains(row.session()) || isMarked(row);
  }

  private boolean isMarked(ProcessTable.Row row) {
    return Marker.isOf(instance, row.variable(Marker.VARIABLE));
  }

  private void addDescendants(List<ProcessTable.Row> kin, List<ProcessTable.Row> others) {
    var parents = new HashSet<Long>();
    for (var row : kin)
      if (!sparing.contains(row.session()) && !isWatchdog(row)) parents.add(row.pid());
    boolean grows = true;
    while (grows) {
      var found = others.stream().filter(row -> parents.contains(row.parent())).toList();
      found.forEach(row -> parents.add(row.pid()));
      kin.addAll(found);
      others.removeAll(found);
      grows = !found.isEmpty();
    }
  }

  static boolean isWatchdog(ProcessTable.Row row) {
    return !row.variable(Watchdog.SCRIPT_VARIABLE).isEmpty();
  }
}
