package dev.hotplug.supervisor;

import dev.hotplug.spec.Timeouts;

/** Why a generation is let go, for those whose calls that may cut short. Pure. */
final class Reason {
  private Reason() {}

  /**
   * In words that follow "because".
   *
   * @param state where the server is once it lets the generation go
   * @param timeouts those of the generation
   */
  static String of(State state, Timeouts timeouts) {
    return switch (state) {
      case State.Starting(var _, var candidate, var _, var _, var _, var _, var _, var _) ->
        "generation " + candidate + " was to start and at most " + Base.MOST_ALIVE
            + " generations of a server live at once";
      case State.Vacating _ -> "the server is replaced" + drained(timeouts);
      case State.Stopped _ -> "the server was unloaded" + drained(timeouts);
      case State.Closed _ -> "Hotplug ended";
      case State.Ready _ -> "a newer generation serves";
      case State.BackingOff _, State.Failed _ -> "it no longer served";
    };
  }

  private static String drained(Timeouts timeouts) {
    return " and calls are given " + timeouts.drain().toMillis() + " ms to end (drain_ms)";
  }
}
