package dev.hotplug.app.tools;

import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.Cause;
import java.util.OptionalLong;

/** What is answered when a server did not start. */
final class NotStarted {
  private NotStarted() {}

  /** A load or reload that came to nothing. */
  static Answer answer(String server, StartOutcome outcome) {
    return switch (outcome) {
      case StartOutcome.Serving _ -> throw new IllegalArgumentException("it did start");
      case StartOutcome.Failed(var cause, var still) -> failed(server, cause, still);
      case StartOutcome.Unloaded _ -> Answer
          .failure("Server \"" + server + "\" was unloaded while it was starting. It does not run.",
              "stopped", "Call " + Example.load(server) + " to start it.")
          .about(server);
      case StartOutcome.Crowded(var limits) ->
        CallFailures.crowded("The call on \"" + server + "\" ", limits).about(server);
      case StartOutcome.Closed _ -> Answer
          .failure("Hotplug is shutting down. Nothing was started.", "closed",
              "Start Hotplug again.")
          .about(server);
    };
  }

  private static Answer failed(String server, Cause cause, OptionalLong still) {
    var now = still.isPresent() ? "Generation " + still.getAsLong() + " still serves."
        : "It does not run.";
    var last = cause.stderrTail().isEmpty() ? "" : " Last stderr: " + cause.stderrTail().getLast();
    return Answer
        .failure("Server \"" + server + "\" did not start: it " + cause.what() + ". " + now + last,
            still.isPresent() ? "ready" : "failed", nextStep(server, cause, Example.reload(server)))
        .about(server)
        .with(cause);
  }

  /**
   * What helps a server that does not run.
   *
   * @param retry the call that tries again
   */
  static String nextStep(String server, Cause cause, String retry) {
    var hint = cause.hint() == null ? "" : cause.hint() + " ";
    return hint + "Mend the cause and call " + retry + "; " + Example.logs(server)
        + " shows its whole output, " + Example.history(server) + " how each start ended.";
  }
}
