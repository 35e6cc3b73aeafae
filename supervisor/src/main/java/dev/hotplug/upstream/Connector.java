package dev.hotplug.upstream;

import dev.hotplug.spec.ServerSpec;

/** Opens connections to servers: the seam between what a server does and what it is. */
public interface Connector {

  /**
   * Starts generation {@code generation} of a server and returns without waiting for it. A server
   * that cannot even be started is returned as an upstream that is never ready.
   *
   * @param log where its output goes
   */
  Upstream open(ServerSpec spec, long generation, StderrTail log);
}
