package dev.hotplug.app.engine;

import dev.hotplug.app.log.ServerRecords;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;

/** Opens what another connector does, and keeps what it writes for those who come later. */
record RecordingConnector(Connector inner, ServerRecords records) implements Connector {
  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    records.follow(spec.name(), log);
    return inner.open(spec, generation, log);
  }

  @Override
  public void terminate() {
    inner.terminate();
  }

  @Override
  public void kill() {
    inner.kill();
  }

  @Override
  public void close() {
    inner.close();
    records.close();
  }
}
