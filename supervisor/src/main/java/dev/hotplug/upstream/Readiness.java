package dev.hotplug.upstream;

import java.time.Duration;

/** What became of a start. */
public sealed interface Readiness {

  /** It answers. */
  record Ready(Introduction self, ToolCatalog tools, Timing timing) implements Readiness {}

  /**
   * What a server calls itself; empty where it does not say.
   *
   * @param version its own, not that of the protocol
   */
  record Introduction(String name, String version) {}

  /** It does not, and never will. */
  record Failed(Cause cause) implements Readiness {}

  /**
   * Where the time of a start went.
   *
   * @param spawn until the process was there
   * @param initialize from then until it had answered {@code initialize}
   * @param list from then until all its tools were listed
   */
  record Timing(Duration spawn, Duration initialize, Duration list) {}
}
