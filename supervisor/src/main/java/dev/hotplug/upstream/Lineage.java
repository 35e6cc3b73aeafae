package dev.hotplug.upstream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By what the processes of one generation are known: they are in the session or group of its first
 * process, descend from it or carry its marker.
 *
 * @param leader that first process
 */
record Lineage(Marker marker, Identity leader) {

  /** Those of {@code census} that live. */
  List<ProcessTable.Row> members(Census census) {
    var rows = census.rows();
    boolean isReplaced = rows.stream().anyMatch(leader::isReplacedBy);
    var family = isReplaced ? Set.<Long>of() : family(rows);
    return rows.stream()
        .filter(row -> !row.isDead())
        .filter(row -> family.contains(row.pid()) || (!isReplaced && isAttached(row))
            || marker.isIn(census.markers(row)))
        .toList();
  }

  /**
   * Whether it is in the session or group; to be asked only as long as nobody has taken the pid.
   */
  boolean isAttached(ProcessTable.Row row) {
    return row.session() == leader.pid() || row.group() == leader.pid();
  }

  /** The pids of the first process and of all that descend from it now. */
  Set<Long> family(List<ProcessTable.Row> rows) {
    var family = new HashSet<>(Set.of(leader.pid()));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var row : rows) if (family.contains(row.parent())) grows |= family.add(row.pid());
    }
    return family;
  }
}
