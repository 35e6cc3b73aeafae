package dev.hotplug.supervisor;

import dev.hotplug.spec.Limits;
import dev.hotplug.upstream.Cause;
import java.util.List;
import java.util.OptionalLong;

/** How a load or reload ended. */
public sealed interface StartOutcome {

  /**
   * It serves.
   *
   * @param predecessors the generations that made way for it
   */
  record Serving(Started started, List<Departure> predecessors) implements StartOutcome {
    public Serving {
      predecessors = List.copyOf(predecessors);
    }
  }

  /**
   * The start failed.
   *
   * @param stillServing the generation that goes on serving, if there is one
   */
  record Failed(Cause cause, OptionalLong stillServing) implements StartOutcome {}

  /** It was unloaded meanwhile. */
  record Unloaded() implements StartOutcome {}

  /** As many calls wait already as may. */
  record Crowded(Limits limits) implements StartOutcome {}

  /** Hotplug ends. */
  record Closed() implements StartOutcome {}
}
