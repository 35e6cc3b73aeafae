package dev.hotplug.upstream;

/** Opens servers by another, to which it leaves all the rest. */
public interface OuterConnector extends Connector {
  /** The one by which servers are opened. */
  Connector inner();

  @Override
  default void terminate() {
    inner().terminate();
  }

  @Override
  default void kill() {
    inner().kill();
  }

  @Override
  default void close() {
    inner().close();
  }
}
