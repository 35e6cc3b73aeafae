package dev.hotplug.supervisor;

import java.util.Locale;

/** Where a server is, as others may know it. ARCHITECTURE.md has the table. */
public enum ServerState {
  /** Not running; a call or load starts it. */
  STOPPED,
  /** About to start as soon as its former generation is gone. */
  VACATING,
  /** Starting; the former generation may be serving meanwhile. */
  STARTING,
  /** Serving. */
  READY,
  /** Crashed, and about to be restarted. */
  BACKING_OFF,
  /** Did not start, or crashed too often; waits for a load or reload. */
  FAILED,
  /** Hotplug ends. */
  CLOSED;

  /** The state in snake_case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ServerState of(State state) {
    return switch (state) {
      case State.Stopped _ -> STOPPED;
      case State.Vacating _ -> VACATING;
      case State.Starting _ -> STARTING;
      case State.Ready _ -> READY;
      case State.BackingOff _ -> BACKING_OFF;
      case State.Failed _ -> FAILED;
      case State.Closed _ -> CLOSED;
    };
  }
}
