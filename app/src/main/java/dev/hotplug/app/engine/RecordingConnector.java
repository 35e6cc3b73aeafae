package dev.hotplug.app.engine;

import dev.hotplug.app.log.ServerRecords;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;

/** Opens what another connector does, and keeps what it writes for those who come later. */
record RecordingConnector(Connector inner, ServerRecords records) implements OuterConnector {
  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    records.follow(spec.name(), log);
    return inner.open(spec, generation, log);
  }

  @Override
  public void close() {
    OuterConnector.super.close();
    records.close();
  }
}
