package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hotplug.supervisor.ServerStatus;

/** {@code get_loaded_servers}: what was loaded in this session, and how it is. */
final class LoadedServers extends WaitingTool {
  private static final Definition DEFINITION = Definition.of("get_loaded_servers", """
      {"name": "get_loaded_servers",
      "title": "Show loaded MCP servers",
      "description": "Shows the MCP servers that were loaded in this session: the state of each \
      (ready, starting, backing_off, failed, stopped, …), its generation (it grows by one with \
      each start), the names of its tools, and why it last failed. Use it to see what is running \
      or why something is not.",
      "inputSchema": {"type": "object", "properties": {}},
      "outputSchema": {"type": "object",
      "properties": {
      "success": {"type": "boolean"},
      "servers": {"type": "array", "items": {"type": "object"}},
      "count": {"type": "integer"},
      """ + Definition.FAILURE + """
      }, "required": ["success"]},
      "annotations": {"title": "Show loaded MCP servers", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """);

  private final Servers servers;

  LoadedServers(Servers servers) {
    this.servers = servers;
  }

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  Answer use(ToolUse use) {
    var statuses = servers.supervisor().statuses();
    var configured = servers.configured().read().entries();
    var answer = Answer.success();
    var array = answer.content().putArray("servers");
    for (var status : statuses) describe(status, configured.containsKey(status.name()), array);
    return answer.put("count", statuses.size());
  }

  private static void describe(ServerStatus status, boolean isConfigured, ArrayNode servers) {
    var server = servers.addObject()
        .put("name", status.name())
        .put("status", status.state().word())
        .put("generation", status.generation());
    var tools = server.putArray("tools");
    status.tools().names().forEach(tools::add);
    server.put("tool_count", tools.size());
    var failure = status.lastFailure();
    if (failure != null) server.put("last_failure", failure.what());
    if (!isConfigured) {
      server.put("note", "Its entry is gone from the configuration; it runs until it is unloaded.");
    }
  }
}
