package dev.hotplug.app.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code call_dynamic_server_tool}: passes a call on and its result back, byte for byte. A server
 * that serves is called on the thread that read the request; only what must wait gets another.
 */
final class CallTool implements MetaTool {
  private static final List<String> NAMES = List.of("server_name", "tool_name");
  private static final String RIGHT_CALL = "call_dynamic_server_tool {\"server_name\": \"…\", "
      + "\"tool_name\": \"…\", \"parameters\": {…}}";

  private static final Definition DEFINITION = Definition.of("call_dynamic_server_tool", """
      {"name": "call_dynamic_server_tool",
      "title": "Call a tool of an MCP server",
      "description": "Calls one tool of an MCP server behind Hotplug and returns that tool's own \
      result, unchanged. The server is loaded first if it is not running, so no other call is \
      needed before. load_mcp_server_dynamically lists a server's tools, get_tool_info shows the \
      arguments of one. A call is never sent twice: if the server dies in the middle, the answer \
      says so.",
      "inputSchema": {"type": "object",
      "properties": {
      "server_name": {"type": "string", "description": "Name of the server in .mcp.json"},
      "tool_name": {"type": "string", "description": "Name of the tool, as its server lists it"},
      "parameters": {"type": "object", "description": "The tool's arguments", \
      "additionalProperties": true}},
      "required": ["server_name", "tool_name"]},
      "annotations": {"title": "Call a tool of an MCP server", "readOnlyHint": false,
      "destructiveHint": true, "idempotentHint": false, "openWorldHint": true},
      "_meta": {"anthropic/maxResultSizeChars": 500000}}
      """);

  private final Servers servers;

  CallTool(Servers servers) {
    this.servers = servers;
  }

  /** A call as the client wants it. */
  private record Wish(ToolUse use, String server, String tool, Arguments arguments) {}

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  public void accept(ToolUse use) {
    try {
      var arguments = Arguments.of(use, RIGHT_CALL);
      var wish = new Wish(use, arguments.text("server_name"), arguments.text("tool_name"),
          arguments);
      var serving = servers.supervisor().status(wish.server()).filter(ServerStatus::serves);
      var tool = serving.flatMap(status -> status.tools().find(wish.tool()));
      if (serving.isPresent() && tool.isPresent()) call(wish, serving.get(), tool.get());
      else use.answerOnThread(DEFINITION.name(), () -> prepare(wish));
    } catch (Misuse misuse) {
      use.answer(misuse.answer());
    }
  }

  /** Gets the server, or its newest tools, first; the answer comes when the call ends. */
  private @Nullable Answer prepare(Wish wish) throws Misuse {
    var status = serving(wish);
    var tool = status.tools()
        .find(wish.tool())
        .or(() -> servers.supervisor()
            .refresh(wish.server())
            .flatMap(fresh -> fresh.tools().find(wish.tool())));
    if (tool.isEmpty()) throw new Misuse(unknownTool(wish, status));
    call(wish, status, tool.get());
    return null;
  }

  private ServerStatus serving(Wish wish) throws Misuse {
    var now = servers.supervisor().status(wish.server()).filter(ServerStatus::serves);
    if (now.isPresent()) return now.get();
    var spec = spec(wish.server());
    var starting = servers.supervisor().awaitServing(spec);
    Ticker.until(starting, wish.use(), s -> "starting " + wish.server() + ", " + s + " s",
        servers.timer());
    var outcome = starting.join();
    if (!(outcome instanceof StartOutcome.Serving)) {
      throw new Misuse(Reports.notStarted(wish.server(), outcome));
    }
    return servers.supervisor().status(wish.server()).orElseThrow();
  }

  private ServerSpec spec(String server) throws Misuse {
    return switch (servers.configured().resolve(server)) {
      case Configured.Resolved.Refused(var answer) -> throw new Misuse(answer);
      case Configured.Resolved.Startable(var spec, var _) -> spec;
    };
  }

  private void call(Wish wish, ServerStatus status, Tool tool) {
    var fitted = Fitting.fit(tool, wish.arguments().beside(NAMES));
    if (fitted == null) {
      wish.use().answer(wrongArguments(wish, tool));
      return;
    }
    var running = status.runningSpec();
    var deadline = running == null ? Optional.<Duration>empty()
        : running.options().timeouts().call();
    var under = servers.supervisor()
        .call(wish.server(),
            new ToolCall(tool.name(), fitted, wish.use().meta(), deadline, wish.use().progress()));
    wish.use().onCancel(under::cancel);
    var _ = under.outcome().thenAccept(outcome -> wish.use().answer(result(wish, tool, outcome)));
  }

  private static Span result(Wish wish, Tool tool, CallOutcome outcome) {
    return outcome instanceof CallOutcome.Answered(var _, var result) ? result
        : failure(wish, tool, outcome).put("server_name", wish.server()).result();
  }

  private static Answer failure(Wish wish, Tool tool, CallOutcome outcome) {
    var call = "The call of " + tool.name() + " on \"" + wish.server() + "\" ";
    return switch (outcome) {
      case CallOutcome.Answered _ -> throw new IllegalArgumentException("it was answered");
      case CallOutcome.Refused(var _, var error) -> refused(wish, tool, error);
      case CallOutcome.TimedOut(var after) -> Answer.failure(
          call + "was not answered within " + after.toMillis() + " ms. The server was told that "
              + "nobody waits any more; it still runs, and the call may have had its effect.",
          "timed_out",
          "Raise \"timeout\" (milliseconds) in the server's entry, or see what it does: "
              + logs(wish.server()));
      case CallOutcome.Cancelled _ -> Answer
          .failure(call + "was cancelled. It may have had its effect.", "cancelled", "Call again.");
      case CallOutcome.Lost(var generation, var cause) -> Answer
          .failure(
              call + "was lost: generation " + generation + " " + cause.what()
                  + ". The call may have had its effect and was not sent again.",
              "lost",
              "Check whether it had its effect, then call again: the server is started as needed. "
                  + logs(wish.server()))
          .with(cause);
      case CallOutcome.TooLong(var _, var limit) -> Answer.failure(
          call + "was answered with more than " + limit + " bytes, which is the limit of a line. "
              + "The answer was not kept; the server still runs.",
          "too_long",
          "Ask for less, or raise \"hotplug\": {\"line_limit_bytes\": …} in .mcp.json and reload.");
      case CallOutcome.Clogged _ -> Answer.failure(
          call + "was not sent: the server does not read its stdin, and too much waits for it.",
          "clogged", "Call reload_mcp_server {\"server_name\": \"" + wish.server() + "\"}.");
      case CallOutcome.NotServing(var cause) -> Answer
          .failure(call + "was not sent: the server does not run; it " + cause.what() + ".",
              "failed", Reports.nextStep(wish.server(), cause, "load_mcp_server_dynamically"))
          .with(cause);
      case CallOutcome.Unloaded _ ->
        Answer.failure(call + "was not sent: the server was unloaded meanwhile.", "stopped",
            "Call again to load it.");
    };
  }

  private static Answer refused(Wish wish, Tool tool, Span error) {
    var read = RpcError.of(error);
    var answer = Answer.failure(
        "Server \"" + wish.server() + "\" refused the call of " + tool.name() + ": "
            + read.message() + " (code " + read.code() + "). The server still runs.",
        "refused", "Its signature is " + Signature.of(tool) + ". For instance: "
            + Signature.exampleCall(wish.server(), tool));
    try {
      answer.content().set("rpc_error", error.tree());
    } catch (JsonProcessingException _) {
      answer.put("rpc_error", error.toString());
    }
    return answer;
  }

  private static Answer wrongArguments(Wish wish, Tool tool) {
    return Answer
        .failure("parameters must be a JSON object, and was not. Nothing was sent.",
            "invalid_arguments",
            "Its signature is " + Signature.of(tool) + ". Call it like this: "
                + Signature.exampleCall(wish.server(), tool))
        .put("server_name", wish.server());
  }

  private static Answer unknownTool(Wish wish, ServerStatus status) {
    var names = status.tools().names();
    var nearest = Nearest.to(wish.tool(), names)
        .stream()
        .findFirst()
        .flatMap(name -> status.tools().find(name));
    return Answer
        .failure(
            "Server \"" + wish.server() + "\" has no tool named \"" + wish.tool()
                + "\". Nothing was sent." + Nearest.question(wish.tool(), names),
            "unknown_tool",
            nearest.map(tool -> "Call it like this: " + Signature.exampleCall(wish.server(), tool))
                .orElse("Its tools are: " + String.join(", ", names) + "."))
        .put("server_name", wish.server());
  }

  private static String logs(String server) {
    return "get_server_logs {\"server_name\": \"" + server + "\"} shows its output.";
  }
}
