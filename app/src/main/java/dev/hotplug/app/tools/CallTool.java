package dev.hotplug.app.tools;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code call_dynamic_server_tool}: passes a call on and its result back, byte for byte. A server
 * that serves is called on the thread that read the request; only what must wait gets another.
 */
final class CallTool implements MetaTool {
  private static final Usage USAGE = Usage.of(Example.call("…", "…", "{…}"), "tool_name",
      "server_name");

  private static final Definition DEFINITION = Definition.of("""
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
    use.answer(() -> begin(use));
  }

  /**
   * Calls now if the server serves and has the tool; no file is read, no argument but the names.
   */
  private @Nullable Answer begin(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var wish = new Wish(use, arguments.text("server_name"), arguments.text("tool_name"), arguments);
    var serving = servers.supervisor().status(wish.server()).filter(ServerStatus::serves);
    var tool = serving.flatMap(status -> status.tools().find(wish.tool()));
    if (serving.isPresent() && tool.isPresent()) return call(wish, serving.get(), tool.get());
    use.answerOnThread(DEFINITION.name(), () -> prepare(wish));
    return null;
  }

  /** Gets the server, or its newest tools, first. */
  private @Nullable Answer prepare(Wish wish) throws Misuse, InterruptedException {
    var status = serving(wish);
    var tool = status.tools()
        .find(wish.tool())
        .or(() -> servers.supervisor()
            .refresh(wish.server())
            .flatMap(fresh -> fresh.tools().find(wish.tool())));
    return tool.isPresent() ? call(wish, status, tool.get())
        : CallFailures.unknownTool(wish.server(), wish.tool(), status.tools());
  }

  private ServerStatus serving(Wish wish) throws Misuse, InterruptedException {
    var now = servers.supervisor().status(wish.server()).filter(ServerStatus::serves);
    if (now.isPresent()) return now.get();
    var spec = spec(wish.server());
    var starting = servers.supervisor().awaitServing(spec);
    Ticker.until(starting, wish.use(), "starting " + wish.server(), servers.timer());
    var outcome = awaited(starting, spec, wish);
    if (!(outcome instanceof StartOutcome.Serving)) {
      throw new Misuse(NotStarted.answer(wish.server(), outcome));
    }
    return servers.supervisor().status(wish.server()).orElseThrow();
  }

  /** Waits no longer than the call itself may take, nor than the client waits. */
  private static StartOutcome awaited(CompletableFuture<StartOutcome> starting, ServerSpec spec,
      Wish wish) throws Misuse, InterruptedException {
    wish.use().onCancel(_ -> starting.cancel(false));
    var limit = spec.options().timeouts().call();
    try {
      return limit.isPresent() ? starting.get(limit.get().toNanos(), TimeUnit.NANOSECONDS)
          : starting.get();
    } catch (TimeoutException _) {
      throw new Misuse(CallFailures.notStartedInTime(wish.server(), limit.orElseThrow()));
    } catch (CancellationException _) {
      throw new Misuse(CallFailures.takenBack(wish.server()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a server failed", e);
    }
  }

  private ServerSpec spec(String server) throws Misuse {
    return switch (servers.configured().resolve(server)) {
      case Configured.Resolved.Refused(var answer) -> throw new Misuse(answer);
      case Configured.Resolved.Startable(var spec, var _) -> spec;
    };
  }

  /** Calls; the answer comes when the call ends, unless it cannot even begin. */
  private @Nullable Answer call(Wish wish, ServerStatus status, Tool tool) {
    var fitted = Fitting.fit(tool, wish.arguments().others());
    if (fitted == null) return CallFailures.noObject(wish.server(), tool);
    var use = wish.use();
    if (use.result().isDone()) return null;
    var under = servers.supervisor()
        .call(wish.server(),
            new ToolCall(tool.name(), fitted, use.meta(), deadline(status), use.progress()));
    use.onCancel(under::cancel);
    var _ = under.outcome().thenAccept(outcome -> answer(wish, tool, outcome));
    return null;
  }

  private static Optional<Duration> deadline(ServerStatus status) {
    var running = status.runningSpec();
    return running == null ? Optional.empty() : running.options().timeouts().call();
  }

  private static void answer(Wish wish, Tool tool, CallOutcome outcome) {
    if (outcome instanceof CallOutcome.Answered(var _, var result)) wish.use().answer(result);
    else wish.use().answer(() -> CallFailures.of(wish.server(), tool, outcome));
  }
}
