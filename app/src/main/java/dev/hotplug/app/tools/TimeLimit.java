package dev.hotplug.app.tools;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.CallOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a call may take, all that it waits for included.
 *
 * @param whole from its beginning; empty for as long as it takes
 * @param begun when it began, in the time of {@link System#nanoTime}
 */
record TimeLimit(Optional<Duration> whole, long begun) {

  /** The limit that {@code spec} sets. */
  static TimeLimit of(ServerSpec spec, long begun) {
    return new TimeLimit(spec.options().timeouts().call(), begun);
  }

  /** What is left of it, nothing where it is over. */
  Optional<Duration> left() {
    return whole.map(it -> it.minusNanos(System.nanoTime() - begun))
        .map(it -> it.isNegative() ? Duration.ZERO : it);
  }

  /** Tells an end that came when all that was left was over as one of the whole limit. */
  CallOutcome tell(CallOutcome outcome) {
    if (whole.isEmpty()) return outcome;
    if (outcome instanceof CallOutcome.TimedOut) return new CallOutcome.TimedOut(whole.get());
    return outcome instanceof CallOutcome.WaitedTooLong ? new CallOutcome.WaitedTooLong(whole.get())
        : outcome;
  }
}
