package dev.hotplug.upstream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of this machine at one moment, so that many servers can be told apart by reading
 * them once. Thread-safe.
 */
public final class Census {
  private final List<ProcessTable.Row> rows;
  private final Map<Long, String> markers = new ConcurrentHashMap<>();

  Census(List<ProcessTable.Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Reads them: some milliseconds. */
  public static Census take() {
    return new Census(ProcessTable.read());
  }

  /** All of them, dead ones too. */
  List<ProcessTable.Row> rows() {
    return rows;
  }

  /** The markers a process was started with, empty where there are none or they are hidden. */
  String markers(ProcessTable.Row row) {
    return markers.computeIfAbsent(row.pid(),
        _ -> row.variable(Marker.VARIABLE) + ";" + row.variable(Marker.SPARING));
  }
}
