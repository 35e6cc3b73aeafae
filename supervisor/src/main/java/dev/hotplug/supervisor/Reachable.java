package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.ToolCatalog;

/**
 * A generation that a call may name.
 *
 * @param tools as it last listed them
 * @param spec what it was started from
 */
public record Reachable(long generation, ToolCatalog tools, ServerSpec spec) {
  static Reachable of(Generation generation) {
    return new Reachable(generation.number(), generation.upstream().join().tools(),
        generation.spec());
  }
}
