package dev.hotplug.app.tools;

import dev.hotplug.supervisor.Call;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.Reachable;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call of one generation, which is not sent yet.
 *
 * @param arguments as they fit that generation's tool
 */
record GenerationCall(String server, Reachable target, Tool tool, Span arguments) {

  /**
   * How it ended.
   *
   * @param took from when it was sent
   */
  record End(GenerationCall call, CallOutcome outcome, Duration took) {
    /** The generation that was called. */
    Reachable target() {
      return call.target();
    }

    /** The result, or the error with which the server refused; null where it gave neither. */
    @Nullable
    Span said() {
      return switch (outcome) {
        case CallOutcome.Answered(var _, var result) -> result;
        case CallOutcome.Refused(var _, var error) -> error;
        case CallOutcome.TimedOut _, CallOutcome.WaitedTooLong _, CallOutcome.Crowded _, CallOutcome.NotLiving _, CallOutcome.Full _, CallOutcome.Cancelled _, CallOutcome.Lost _, CallOutcome.TooLong _, CallOutcome.NoRoom _, CallOutcome.Garbled _, CallOutcome.Clogged _, CallOutcome.Withheld _, CallOutcome.NotServing _, CallOutcome.Unloaded _ ->
          null;
      };
    }

    /** Whether it is an error, of whatever kind. */
    boolean isError() {
      if (!(outcome instanceof CallOutcome.Answered(var _, var result))) return true;
      var flag = result.member("isError");
      return flag != null && flag.toString().equals("true");
    }

    /** Whether there is a result. */
    boolean isAnswered() {
      return outcome instanceof CallOutcome.Answered;
    }

    /** What is answered where there is no result. */
    Answer failure() {
      return CallFailures.of(call.server(), call.tool(), outcome);
    }
  }

  /** Sends it; completes when it has ended, soon after the client takes {@code use} back. */
  CompletableFuture<End> send(Servers servers, ToolUse use) {
    long begun = System.nanoTime();
    var limit = TimeLimit.of(target.spec(), begun);
    // No progress is passed on: that of two calls at once would not increase.
    var call = new ToolCall(tool.name(), arguments, null, limit.whole(), null);
    Call under = servers.supervisor().call(server, target.generation(), call);
    use.onCancel(under::cancel);
    return under.outcome()
        .thenApply(outcome -> new End(this, outcome, Duration.ofNanos(System.nanoTime() - begun)));
  }
}
