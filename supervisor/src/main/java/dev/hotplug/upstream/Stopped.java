package dev.hotplug.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server was stopped.
 *
 * @param endedBy the rung of the ladder that worked
 * @param swept the processes it had left behind, ended or not
 * @param exit how its process ended, null where it has not or there was none
 */
public record Stopped(EndedBy endedBy, List<Swept> swept, @Nullable Exit exit) {

  /** The rungs of the ladder. */
  public enum EndedBy {
    /** It had ended before anybody told it to. */
    ITSELF,
    /** It ended when its stdin was closed, as MCP asks. */
    EOF,
    /** It ignored the end of its stdin and heeded SIGTERM. */
    TERM,
    /** It ignored SIGTERM, too. */
    KILL
  }

  public Stopped {
    swept = List.copyOf(swept);
  }

  /** One that left no exit to see. */
  public Stopped(EndedBy endedBy, List<Swept> swept) {
    this(endedBy, swept, null);
  }
}
