package dev.hotplug.app.tools;

import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import java.util.ArrayList;
import java.util.List;

/** {@code load_mcp_server_dynamically}: starts a server, unless it runs, and lists its tools. */
final class LoadServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.load("…"), "server_name");

  private static final Definition DEFINITION = Definition.of("""
      {"name": "load_mcp_server_dynamically",
      "title": "Load an MCP server",
      "description": "Starts an MCP server from .mcp.json behind Hotplug and lists its tools, one \
      line each. Use it to see what a server offers; list_available_servers names the servers. \
      The tools do not appear in your own tool list: call them with call_dynamic_server_tool. \
      A server that runs already is left running. If the start fails, the answer has the cause, \
      the exit code and the server's last stderr lines.",
      "inputSchema": {"type": "object",
      "properties": {"server_name": {"type": "string", \
      "description": "Name of the server in .mcp.json"}},
      "required": ["server_name"]},
      "annotations": {"title": "Load an MCP server", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": true}}
      """, Loaded.FIELDS);

  LoadServer(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    return load(Arguments.of(use, USAGE).text("server_name"), use);
  }

  /** Loads the server {@code name} for {@code use}. */
  Answer load(String name, ToolUse use) {
    var running = servers().supervisor().status(name).filter(ServerStatus::serves);
    return switch (servers().configured().resolve(name)) {
      case Configured.Resolved.Refused(var answer) ->
        running.map(status -> orphaned(status, answer)).orElse(answer);
      case Configured.Resolved.Startable startable -> load(name, startable, use);
    };
  }

  private Answer load(String name, Configured.Resolved.Startable startable, ToolUse use) {
    var loading = servers().supervisor().load(startable.spec());
    Ticker.until(loading, use, "starting " + name, servers().timer());
    var outcome = loading.join();
    if (!(outcome instanceof StartOutcome.Serving(var started, var _))) {
      return NotStarted.answer(name, outcome);
    }
    var warnings = new ArrayList<>(startable.warnings());
    var status = servers().supervisor().status(name).filter(ServerStatus::serves);
    status.filter(now -> !startable.spec().equals(now.runningSpec()))
        .ifPresent(now -> warnings.add(changed(now)));
    var tools = status.map(ServerStatus::tools).orElse(started.tools());
    return Loaded.answer(name, started, tools, warnings);
  }

  private static String changed(ServerStatus status) {
    return "The entry of \"" + status.name() + "\" was changed; generation " + status.generation()
        + " still runs with the former one. " + Example.reload(status.name())
        + " uses the new one.";
  }

  /** A server that runs though its entry would not let it start. */
  private Answer orphaned(ServerStatus status, Answer why) {
    var started = servers().supervisor().started(status.name());
    if (started.isEmpty()) return why;
    return Loaded.answer(status.name(), started.get(), status.tools(), List.of(why.error()
        + " Generation " + status.generation() + " runs all the same, until it is unloaded."));
  }
}
