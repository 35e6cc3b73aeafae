package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Entry;
import dev.hotplug.supervisor.ServerStatus;

/** {@code list_available_servers}: what the configuration names, and what is wrong with it. */
final class AvailableServers extends WaitingTool {
  private static final Definition DEFINITION = Definition.of("""
      {"name": "list_available_servers",
      "title": "List configured MCP servers",
      "description": "Lists the MCP servers that the configuration (.mcp.json) names and that can \
      be loaded with load_mcp_server_dynamically, and the problems found in the configuration, \
      with file, line and column. Use it first, to learn which servers there are. Reads the files \
      anew each time.",
      "inputSchema": {"type": "object", "properties": {}},
      "annotations": {"title": "List configured MCP servers", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """, """
      "servers": {"type": "array", "items": {"type": "object", "properties": {\
      "name": {"type": "string"}, "list": {"type": "string"}, "file": {"type": "string"}, \
      "disabled": {"type": "boolean"}, "loaded": {"type": "boolean"}, \
      "note": {"type": "string"}}, \
      "required": ["name", "list", "file", "disabled", "loaded"]}},
      "problems": {"type": "array", "items": {"type": "object", "properties": {\
      "file": {"type": "string"}, "line": {"type": "integer"}, "column": {"type": "integer"}, \
      "message": {"type": "string"}}, "required": ["file", "line", "column", "message"]}},
      "count": {"type": "integer"}
      """);

  AvailableServers(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) {
    var configuration = servers().configured().read();
    var answer = Answer.success();
    var array = answer.content().putArray("servers");
    for (var entry : configuration.entries().values()) describe(entry, configuration, array);
    var problems = answer.content().putArray("problems");
    for (var problem : configuration.problems()) {
      problems.addObject()
          .put("file", problem.file().toString())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("message", problem.message());
    }
    return answer.put("count", array.size());
  }

  private void describe(Entry entry, Configuration configuration, ArrayNode array) {
    boolean isLoaded = servers().supervisor()
        .status(entry.name())
        .filter(ServerStatus::serves)
        .isPresent();
    var server = array.addObject()
        .put("name", entry.name())
        .put("list", entry.list().key())
        .put("file", entry.file().toString())
        .put("disabled", entry.disabled())
        .put("loaded", isLoaded);
    if (servers().configured().isOurs(entry, configuration)) {
      server.put("note", "This is Hotplug itself; it cannot be loaded.");
    }
  }
}
