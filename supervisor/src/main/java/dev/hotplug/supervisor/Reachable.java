package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.ToolCatalog;

/**
 * A generation that a call may name.
 *
 * @param tools as it last listed them
 * @param spec what it was started from
 * @param redaction takes out of what it says the secrets that it was given
 */
public record Reachable(long generation, ToolCatalog tools, ServerSpec spec, Redaction redaction) {
  static Reachable of(Generation generation) {
    var upstream = generation.upstream().join();
    return new Reachable(generation.number(), upstream.tools(), generation.spec(),
        upstream.redaction());
  }
}
