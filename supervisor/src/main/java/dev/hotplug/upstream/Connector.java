package dev.hotplug.upstream;

import dev.hotplug.spec.ServerSpec;

/**
 * Opens connections to servers: the seam between what a server does and what it is. One that has no
 * processes need not do more.
 */
public interface Connector {

  /**
   * Starts generation {@code generation} of a server and returns without waiting for it. A server
   * that cannot even be started is returned as an upstream that is never ready.
   *
   * @param log where its output goes
   */
  Upstream open(ServerSpec spec, long generation, StderrTail log);

  /** Tells all that was opened here, and all that these started, to end. Does not wait. */
  default void terminate() {}

  /** Ends all that was opened here, and all that these started; takes at most some 100 ms. */
  default void kill() {}

  /** To be called when all is closed that was opened here; nothing is opened after it. */
  default void close() {}
}
