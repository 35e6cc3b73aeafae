package dev.hotplug.app.quarantine;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;

/** Opens what another connector does, and has the installed ones guarded. */
record GuardedConnector(Connector inner, Quarantine quarantine) implements OuterConnector {
  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    return quarantine.open(inner, spec, generation, log);
  }
}
