package dev.hotplug.app.engine;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is to be opened with a connector that is made, and whose classes are loaded, when the
 * first server is. Thread-safe.
 */
final class LateConnector implements Connector {
  private final Connector early;
  private final Supplier<Connector> late;
  private volatile @Nullable Connector made;

  /**
   * One that has made nothing yet.
   *
   * @param early what ends things as long as none was opened
   */
  LateConnector(Connector early, Supplier<Connector> late) {
    this.early = early;
    this.late = late;
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    return make().open(spec, generation, log);
  }

  private synchronized Connector make() {
    var connector = made;
    if (connector == null) made = connector = late.get();
    return connector;
  }

  private Connector current() {
    var connector = made;
    return connector == null ? early : connector;
  }

  @Override
  public void terminate() {
    current().terminate();
  }

  @Override
  public void kill() {
    current().kill();
  }

  @Override
  public void close() {
    current().close();
  }
}
