package dev.hotplug.supervisor;

import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;

/**
 * A generation that is not gone.
 *
 * @param inFlight the calls it works on
 */
public record Member(long generation, Phase phase, int inFlight, Footprint footprint) {

  /** How far it has come. */
  public enum Phase {
    /** On its way to serve. */
    STARTING,
    /** Calls go to it. */
    SERVING,
    /** It served before and lives on: calls go to it where they name it. */
    KEPT,
    /** It finishes its calls, or dies. */
    LEAVING
  }

  static Member of(Generation generation, State state, Census census) {
    return new Member(generation.number(), phase(generation.number(), state),
        generation.inFlight().count(), generation.footprint(census));
  }

  private static Phase phase(long generation, State state) {
    if (state.base().leaving().contains(generation)) return Phase.LEAVING;
    if (state.base().keeps(generation)) return Phase.KEPT;
    return Serving.in(state).isBy(generation) ? Phase.SERVING : Phase.STARTING;
  }
}
