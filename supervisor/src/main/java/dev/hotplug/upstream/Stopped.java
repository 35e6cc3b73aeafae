package dev.hotplug.upstream;

import java.util.List;

/**
 * How a server was stopped.
 *
 * @param endedBy the rung of the ladder that worked
 * @param swept the processes it had left behind
 */
public record Stopped(EndedBy endedBy, List<Swept> swept) {

  /** The rungs of the ladder. */
  public enum EndedBy {
    /** It ended when its stdin was closed, as MCP asks, or had ended before. */
    EOF,
    /** It ignored the end of its stdin and heeded SIGTERM. */
    TERM,
    /** It ignored SIGTERM, too. */
    KILL
  }

  public Stopped {
    swept = List.copyOf(swept);
  }
}
