package dev.hotplug.supervisor;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Hindrance.Elder;
import java.util.Optional;

/** Why a generation is started. */
sealed interface Why {
  /** Somebody asked; a failure is his to hear, and is not retried behind his back. */
  record Requested() implements Why {}

  /** A call needed it, and otherwise as if somebody had asked. */
  record Called() implements Why {}

  /** What it is started from was changed while it was watched. */
  record Changed(Change change) implements Why {}

  /** The one before crashed. */
  record Restart(int crashes) implements Why {}

  /** The one before failed, as an older one had its place; that was vacated. */
  record Contested(Why first, Elder elder) implements Why {}

  /** That of the candidate which a step to {@code state} has started. */
  static Why of(State state) {
    if (state instanceof State.Starting s) return s.why();
    throw new IllegalStateException("a start leads to Starting, not to " + state);
  }

  /** How many crashes and failed restarts in a row came before it. */
  default int crashesBefore() {
    return switch (this) {
      case Requested _, Called _, Changed _ -> 0;
      case Restart(var crashes) -> crashes;
      case Contested(var first, var _) -> first.crashesBefore();
    };
  }

  /** What was changed; empty where that is not why. */
  default Optional<Change> edit() {
    return switch (this) {
      case Changed(var change) -> Optional.of(change);
      case Contested(var first, var _) -> first.edit();
      case Requested _, Called _, Restart _ -> Optional.empty();
    };
  }

  /** Whether nobody asked for it: it follows a crash. */
  default boolean isRestart() {
    return switch (this) {
      case Requested _, Called _, Changed _ -> false;
      case Restart _ -> true;
      case Contested(var first, var _) -> first.isRestart();
    };
  }

  /** The same once there is a newer reason. */
  default Why overtakenBy(Why newer) {
    return this instanceof Contested(var _, var elder) ? new Contested(newer, elder) : newer;
  }

  /** Why a start for this reason failed: who was stopped for it is not kept back. */
  default Cause tell(Cause cause) {
    return this instanceof Contested(var _, var elder)
        ? cause.adding("generation " + elder.generation() + ", which had " + elder.place()
            + ", had been stopped for this second try")
        : cause;
  }
}
