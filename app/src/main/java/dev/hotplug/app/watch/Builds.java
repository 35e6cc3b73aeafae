package dev.hotplug.app.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** How the last builds of each server went. Thread-safe. */
public final class Builds {
  /** So many are kept of each server. */
  static final int MOST = 20;

  private final ConcurrentHashMap<String, List<BuildResult>> kept = new ConcurrentHashMap<>();

  void add(String server, BuildResult result) {
    kept.compute(server, (_, before) -> {
      var all = new ArrayList<>(before == null ? List.of() : before);
      all.add(result);
      return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    });
  }

  /** Those of a server, oldest first. */
  public List<BuildResult> of(String server) {
    return kept.getOrDefault(server, List.of());
  }
}
