package dev.hotplug.supervisor;

import dev.hotplug.supervisor.State.Serving;
import dev.hotplug.upstream.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Tells a step of {@link Lifecycle} as what happened, for those outside. Pure. */
final class Chronicle {
  private Chronicle() {}

  /** @param started what a generation that came to serve came with */
  static List<SupervisorEvent> events(String server, State before, Event event, State after,
      LongFunction<Started> started) {
    if (before.equals(after)) return List.of();
    return switch (event) {
      case Event.Connected(var generation, var _) -> List.of(up(server, started.apply(generation)));
      case Event.StartFailed(var generation, var cause, var _) ->
        followed(startFailed(server, generation, cause, after), before, after);
      case Event.Ended(var generation, var _, var cause, var _) when before.base()
          .keeps(generation) ->
        List.of(new SupervisorEvent.KeptEnded(server, generation, cause));
      case Event.Ended(var generation, var _, var cause, var _) ->
        followed(isCandidate(generation, before) ? startFailed(server, generation, cause, after)
            : new SupervisorEvent.Exited(server, generation, cause), before, after);
      case Event.Unload _, Event.Removed _ ->
        isDown(before) ? List.of() : List.of(new SupervisorEvent.Unloaded(server));
      case Event.Load _, Event.Reload _, Event.Call _, Event.Withdrawn _, Event.Close _, Event.Changed _, Event.Drained _, Event.Retired _, Event.RetryDue _ ->
        List.of();
    };
  }

  private static SupervisorEvent startFailed(String server, long generation, Cause cause,
      State after) {
    return new SupervisorEvent.StartFailed(server, generation, cause, stillServing(after));
  }

  private static boolean isCandidate(long generation, State state) {
    return state instanceof State.Starting s && s.candidate() == generation;
  }

  private static boolean isDown(State state) {
    return state instanceof State.Stopped || state instanceof State.Closed;
  }

  private static SupervisorEvent up(String server, Started started) {
    return started.oldGeneration().isPresent() ? new SupervisorEvent.Reloaded(server, started)
        : new SupervisorEvent.Loaded(server, started);
  }

  /** A server that was restarting, or had crashed, and now has failed was given up. */
  private static List<SupervisorEvent> followed(SupervisorEvent first, State before, State after) {
    var events = new ArrayList<>(List.of(first));
    boolean crashed = before instanceof State.Ready
        || (before instanceof State.Starting s && s.why().isRestart());
    if (crashed && after instanceof State.Failed(var _, var cause)) {
      events.add(new SupervisorEvent.GaveUp(first.server(), cause));
    }
    return events;
  }

  private static OptionalLong stillServing(State state) {
    return Serving.in(state) instanceof Serving.By by ? OptionalLong.of(by.generation())
        : OptionalLong.empty();
  }
}
