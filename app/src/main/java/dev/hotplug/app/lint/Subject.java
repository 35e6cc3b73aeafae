package dev.hotplug.app.lint;

import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped.EndedBy;
import dev.hotplug.upstream.ToolCatalog;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one generation.
 *
 * @param server what its clients call it
 * @param first its tools as first listed
 * @param last the same as last listed
 * @param stray the last lines it printed to stdout that are not of the protocol, oldest first,
 *   bounded
 * @param ending how the last one that has ended did; empty where none has
 */
public record Subject(String server, ToolCatalog first, ToolCatalog last, Readiness.Timing timing,
    List<String> stray, Optional<Ending> ending) {
  public Subject {
    stray = List.copyOf(stray);
  }

  /**
   * How a generation ended.
   *
   * @param who the beginning of a sentence about it
   */
  public record Ending(String who, EndedBy how) {}
}
