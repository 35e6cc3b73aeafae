package dev.hotplug.app.tools;

import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import java.util.ArrayList;
import java.util.List;

/** {@code load_mcp_server_dynamically}: starts a server, unless it runs, and lists its tools. */
final class LoadServer extends WaitingTool {
  private static final Definition DEFINITION = Definition.of("load_mcp_server_dynamically", """
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
      "outputSchema": {"type": "object",
      "properties": {
      "success": {"type": "boolean"},
      "server_name": {"type": "string"},
      "generation": {"type": "integer"},
      "tools": {"type": "array", "items": {"type": "object"}},
      "tool_count": {"type": "integer"},
      "warnings": {"type": "array", "items": {"type": "string"}},
      """ + Definition.FAILURE + """
      }, "required": ["success"]},
      "annotations": {"title": "Load an MCP server", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": true}}
      """);

  private final Servers servers;

  LoadServer(Servers servers) {
    this.servers = servers;
  }

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var name = Arguments.of(use, "load_mcp_server_dynamically {\"server_name\": \"…\"}")
        .text("server_name");
    var running = servers.supervisor().status(name).filter(ServerStatus::serves);
    return switch (servers.configured().resolve(name)) {
      case Configured.Resolved.Refused(var answer) ->
        running.map(status -> orphaned(status, answer)).orElse(answer);
      case Configured.Resolved.Startable startable -> load(name, startable, use);
    };
  }

  private Answer load(String name, Configured.Resolved.Startable startable, ToolUse use) {
    var loading = servers.supervisor().load(startable.spec());
    Ticker.until(loading, use, s -> "starting " + name + ", " + s + " s", servers.timer());
    var outcome = loading.join();
    if (!(outcome instanceof StartOutcome.Serving(var started))) {
      return Reports.notStarted(name, outcome);
    }
    var warnings = new ArrayList<>(startable.warnings());
    var status = servers.supervisor().status(name).filter(ServerStatus::serves);
    status.filter(now -> !startable.spec().equals(now.runningSpec()))
        .ifPresent(now -> warnings.add(changed(now)));
    var tools = status.map(ServerStatus::tools).orElse(started.tools());
    return Reports.loaded(name, started, tools, warnings);
  }

  private static String changed(ServerStatus status) {
    return "The entry of \"" + status.name() + "\" was changed; generation " + status.generation()
        + " still runs with the former one. reload_mcp_server {\"server_name\": \"" + status.name()
        + "\"} uses the new one.";
  }

  private Answer orphaned(ServerStatus status, Answer why) {
    var started = servers.supervisor().started(status.name());
    if (started.isEmpty()) return why;
    var reason = why.content().path("error").asText();
    return Reports.loaded(status.name(), started.get(), status.tools(), List.of(
        reason + " Generation " + status.generation() + " keeps running until it is unloaded."));
  }
}
