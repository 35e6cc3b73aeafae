package dev.hotplug.app.tools;

import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code get_tool_info}: one tool whole, with an example call. */
final class ToolInfo extends WaitingTool {
  private static final String RIGHT_CALL = "get_tool_info {\"tool_name\": \"…\", \"server_name\": \"…\"}";

  private static final Definition DEFINITION = Definition.of("get_tool_info", """
      {"name": "get_tool_info",
      "title": "Show one tool",
      "description": "Shows one tool of a loaded MCP server whole: its description, the JSON \
      Schema of its arguments, and an example call that can be copied. Use it before you call a \
      tool whose arguments are not clear from its signature. Without server_name, all loaded \
      servers are searched.",
      "inputSchema": {"type": "object",
      "properties": {
      "tool_name": {"type": "string", "description": "Name of the tool, as its server lists it"},
      "server_name": {"type": "string", "description": "Name of the server; optional"}},
      "required": ["tool_name"]},
      "outputSchema": {"type": "object",
      "properties": {
      "success": {"type": "boolean"},
      "server_name": {"type": "string"},
      "tool": {"type": "object"},
      "example_call": {"type": "string"},
      "also_on": {"type": "array", "items": {"type": "string"}},
      """ + Definition.FAILURE + """
      }, "required": ["success"]},
      "annotations": {"title": "Show one tool", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """);

  /** A tool and whose it is. */
  private record Owned(String server, Tool tool) {}

  private final Servers servers;

  ToolInfo(Servers servers) {
    this.servers = servers;
  }

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, RIGHT_CALL);
    var tool = arguments.text("tool_name");
    var server = arguments.optionalText("server_name");
    var searched = servers.supervisor()
        .statuses()
        .stream()
        .filter(status -> server.isEmpty() || server.get().equals(status.name()))
        .filter(status -> !status.tools().tools().isEmpty())
        .toList();
    var found = searched.stream()
        .flatMap(status -> status.tools().find(tool).stream().map(t -> new Owned(status.name(), t)))
        .toList();
    return found.isEmpty() ? notFound(tool, server.orElse(null), searched) : shown(found);
  }

  private static Answer shown(List<Owned> found) {
    var first = found.getFirst();
    var answer = Answer.success()
        .put("server_name", first.server())
        .put("example_call", Signature.exampleCall(first.server(), first.tool()))
        .put("also_on", found.stream().skip(1).map(Owned::server).toList());
    answer.content().set("tool", first.tool().tree());
    return answer;
  }

  private static Answer notFound(String tool, @Nullable String server,
      List<ServerStatus> searched) {
    var known = searched.stream().flatMap(status -> status.tools().names().stream()).toList();
    if (searched.isEmpty()) {
      var which = server == null ? "No server is loaded"
          : "Server \"" + server + "\" is not loaded";
      return Answer.failure(which + ", so its tools are not known.", "not_loaded",
          "Call load_mcp_server_dynamically {\"server_name\": \"" + (server == null ? "…" : server)
              + "\"} first.");
    }
    var where = searched.stream().map(ServerStatus::name).toList();
    return Answer.failure(
        "No tool named \"" + tool + "\" on " + String.join(", ", where) + "."
            + Nearest.question(tool, known),
        "unknown_tool",
        "Known tools: " + String.join(", ", known.stream().limit(60).toList()) + ".");
  }
}
