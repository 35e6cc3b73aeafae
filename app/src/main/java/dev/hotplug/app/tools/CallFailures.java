package dev.hotplug.app.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.Reachable;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is answered when a call brought no result of the server's own. */
final class CallFailures {
  private static final int LONGEST_MESSAGE = 4_000;

  /** In bytes of text; a tree may take thirty times as much. */
  private static final int LARGEST_ERROR = 64 * 1024;

  private CallFailures() {}

  /** A call that ended without a result. */
  static Answer of(String server, Tool tool, CallOutcome outcome) {
    return failure(server, tool, outcome).about(server);
  }

  private static Answer failure(String server, Tool tool, CallOutcome outcome) {
    var call = subject(server, tool.name());
    return switch (outcome) {
      case CallOutcome.Answered _ -> throw new IllegalArgumentException("it was answered");
      case CallOutcome.Refused(var _, var error) -> refused(server, tool, error);
      case CallOutcome.TimedOut(var after) -> timedOut(server, call, after);
      case CallOutcome.WaitedTooLong(var limit) -> waitedTooLong(server, call, limit);
      case CallOutcome.Crowded(var limits) -> crowded(call, limits);
      case CallOutcome.NotLiving(var generation, var living) ->
        gone(server, call, generation, living);
      case CallOutcome.Full(var generation, var places) -> full(call, generation, places);
      case CallOutcome.Cancelled _ ->
        Answer.failure(call + "was cancelled. It may have had its effect.", "cancelled",
            "Call again if it is still wanted.");
      case CallOutcome.Lost lost -> lost(server, call, lost);
      case CallOutcome.TooLong(var _, var limit) -> Answer.failure(
          call + "was answered with more than " + limit + " bytes, which is the limit of a line. "
              + "The answer was not kept; the server still runs.",
          "too_long",
          "Ask for less, or raise \"hotplug\": {\"line_limit_bytes\": …} in .mcp.json and reload.");
      case CallOutcome.NoRoom _ -> Answer.failure(
          call + "was answered with a long line while long answers of other servers fill the "
              + "memory. The answer was not kept, though the call may have had its effect; the "
              + "server still runs.",
          "no_room", "Call again when other calls have ended, or ask for less.");
      case CallOutcome.Garbled(var _, var reason) -> Answer.failure(
          call + "was answered with what is no JSON-RPC: " + Excerpt.of(reason, LONGEST_MESSAGE)
              + ". The call may have had its effect; the server still runs.",
          "garbled",
          "Mend the server: each answer must be one line of JSON-RPC 2.0. " + logs(server));
      case CallOutcome.Clogged _ -> Answer.failure(
          call + "was not sent: the server does not read its stdin, and too much waits for it. "
              + "It still runs.",
          "clogged", "Wait for other calls to end, or call " + Example.reload(server) + ".");
      case CallOutcome.Withheld _ ->
        Answer.failure(call + "was not sent: its tools were withheld, and are free by now.",
            Quarantined.WORD, "Call again.");
      case CallOutcome.NotServing(var cause) -> notServing(server, call, cause);
      case CallOutcome.Unloaded _ -> unloaded(call);
    };
  }

  private static Answer timedOut(String server, String call, Duration after) {
    return Answer.failure(
        call + "was not answered within " + after.toMillis() + " ms. The server was told that "
            + "nobody waits any more; it still runs, and the call may have had its effect.",
        "timed_out", "Raise \"timeout\" (milliseconds) in the server's entry and reload, or see "
            + "what it does: " + logs(server));
  }

  /** The beginning of a sentence, up to its verb. */
  static String subject(String server, String tool) {
    return "The call of " + tool + " on \"" + server + "\" ";
  }

  /** A call that found no server to go to, since none came to serve. */
  static Answer unsent(String server, String tool, StartOutcome outcome) {
    var call = subject(server, tool);
    return switch (outcome) {
      case StartOutcome.Failed(var cause, var _) -> notServing(server, call, cause).about(server);
      case StartOutcome.Crowded(var limits) -> crowded(call, limits).about(server);
      case StartOutcome.Unloaded _ -> unloaded(call).about(server);
      case StartOutcome.Serving _, StartOutcome.Closed _ -> NotStarted.answer(server, outcome);
    };
  }

  private static Answer notServing(String server, String call, Cause cause) {
    return Answer
        .failure(call + "was not sent: the server does not run; it " + cause.what() + ".", "failed",
            NotStarted.nextStep(server, cause, Example.load(server)))
        .with(cause);
  }

  private static Answer unloaded(String call) {
    return Answer.failure(
        call + "was not sent: the server was unloaded meanwhile and does not run.", "stopped",
        "Call again to load it.");
  }

  /** A call whose time was up before its server served. */
  static Answer notStartedInTime(String server, Duration limit) {
    return Answer
        .failure(
            "The call on \"" + server + "\" was not sent: the server did not serve within "
                + limit.toMillis() + " ms, the time the call may take. It is still starting.",
            "timed_out",
            "Call again, or raise \"timeout\" (milliseconds) in its entry. " + logs(server))
        .about(server);
  }

  private static Answer waitedTooLong(String server, String call, Duration limit) {
    return Answer.failure(call + "was not sent: its turn did not come within " + limit.toMillis()
        + " ms, the time the call may take. The server was busy with other calls, or not ready.",
        "timed_out",
        "Call again, or raise \"timeout\" (milliseconds) in its entry and reload. " + logs(server));
  }

  /**
   * A call for which there was no room.
   *
   * @param call the beginning of the sentence, up to its verb
   */
  static Answer crowded(String call, Limits limits) {
    return Answer.failure(
        call + "was not sent: " + Farewells.counted(limits.inFlight()) + " at once and "
            + limits.queued()
            + " waiting are all that this server is given, and there are as many. They go on.",
        "crowded", "Wait for other calls to end and call again, or raise \"hotplug\": {\"limits\": "
            + "{\"in_flight\": …, \"queued\": …}} in its entry and reload.");
  }

  /** A call of a generation that is none of the {@code living}. */
  static Answer notLiving(String server, String tool, long generation, List<Reachable> living) {
    var numbers = living.stream().map(Reachable::generation).toList();
    return gone(server, subject(server, tool), generation, numbers).about(server);
  }

  private static Answer gone(String server, String call, long generation, List<Long> living) {
    return Answer.failure(
        call + "was not sent: generation " + generation + " does not run, or has not served yet. "
            + words(living),
        "not_living",
        "Name one that lives, or none for the newest. To keep one beside its successor, set "
            + Example.KEEPING + " in the entry of \"" + server + "\" and reload it; "
            + Example.history(server) + " shows when each ended.");
  }

  private static String words(List<Long> living) {
    return switch (living.size()) {
      case 0 -> "None of the server runs.";
      case 1 -> "Generation " + living.getFirst() + " alone can be called.";
      default ->
        "Generations " + living.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " can be called.";
    };
  }

  private static Answer full(String call, long generation, int places) {
    return Answer.failure(
        call + "was not sent: generation " + generation + " works on " + Farewells.counted(places)
            + ", as many as it is given at once, and a call that names a generation does not wait. "
            + "They go on.",
        "crowded", "Wait for one of them to end and call again, or raise \"hotplug\": "
            + "{\"limits\": {\"in_flight\": …}} in its entry and reload twice.");
  }

  /** A call that the client took back before it was sent. */
  static Answer takenBack(String server) {
    return Answer
        .failure("The call on \"" + server + "\" was cancelled. It was not sent.", "cancelled",
            "Call again.")
        .about(server);
  }

  private static Answer lost(String server, String call, CallOutcome.Lost lost) {
    var cause = lost.cause();
    return Answer
        .failure(
            call + "was lost after " + words(lost.elapsed()) + ": generation " + lost.generation()
                + " " + cause.what() + ". The call may have had its effect and was not sent again.",
            "lost",
            "Check whether it had its effect, then call again: the server is started as "
                + "needed. " + logs(server))
        .with(cause);
  }

  private static String words(Duration elapsed) {
    long ms = elapsed.toMillis();
    return ms < 1_000 ? ms + " ms" : String.format(Locale.ROOT, "%.1f s", ms / 1_000.0);
  }

  private static Answer refused(String server, Tool tool, Span error) {
    var read = RpcError.of(error);
    var why = read.message().isBlank() ? "it did not say why" : read.message();
    var answer = Answer.failure(
        "Server \"" + server + "\" refused the call of " + tool.name() + ": "
            + Excerpt.of(why, LONGEST_MESSAGE) + " (code " + read.code()
            + "). The server still runs.",
        "refused", "Its signature is " + Signature.of(tool) + ". For instance: "
            + Signature.exampleCall(server, tool));
    try {
      if (error.length() <= LARGEST_ERROR) {
        answer.content().set("rpc_error", error.tree());
        return answer;
      }
    } catch (JsonProcessingException _) {
      // It is shown as it came, too.
    }
    return answer.put("rpc_error", error.excerpt(LARGEST_ERROR));
  }

  /** A call whose arguments are no JSON object and cannot be made one. */
  static Answer noObject(String server, Tool tool) {
    return Answer
        .failure("parameters must be a JSON object, and was not. Nothing was sent.",
            "invalid_arguments",
            "Its signature is " + Signature.of(tool) + ". Call it like this: "
                + Signature.exampleCall(server, tool))
        .about(server);
  }

  /** A call of a tool that the server does not have. */
  static Answer unknownTool(String server, String tool, ToolCatalog tools) {
    var names = tools.names();
    var nearest = Suggestion.of(tool, names).flatMap(tools::find);
    return Answer.failure(
        "Server \"" + server + "\" has no tool named \"" + tool + "\". Nothing was sent."
            + Suggestion.sentence(tool, names),
        "unknown_tool",
        nearest.map(known -> "Call it like this: " + Signature.exampleCall(server, known))
            .orElseGet(() -> "Its tools are: " + Excerpt.ofNames(names) + "."))
        .about(server);
  }

  private static String logs(String server) {
    return Example.logs(server) + " shows its output.";
  }
}
