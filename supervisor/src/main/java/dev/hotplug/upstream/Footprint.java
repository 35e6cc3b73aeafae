package dev.hotplug.upstream;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a server takes of its machine.
 *
 * @param pids all its processes, ascending; its own first one among them while that lives
 * @param residentBytes their memory, pages that several share counted for each; empty where nobody
 *   tells
 */
public record Footprint(List<Long> pids, OptionalLong residentBytes) {
  /** Of a server that has no process. */
  public static final Footprint NONE = new Footprint(List.of(), OptionalLong.empty());

  public Footprint {
    pids = List.copyOf(pids);
  }

  /** The ports of TCP on which these listen now, ascending; none where nobody can look. */
  public List<Integer> ports() {
    return Holdings.ports(pids);
  }

  static Footprint of(List<ProcessTable.Row> processes) {
    var pids = processes.stream().map(ProcessTable.Row::pid).sorted().toList();
    long bytes = processes.stream().mapToLong(ProcessTable.Row::residentBytes).sum();
    return new Footprint(pids, bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
  }
}
