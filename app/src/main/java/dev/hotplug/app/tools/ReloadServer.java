package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.supervisor.Started;
import dev.hotplug.upstream.CatalogDiff;
import java.util.Locale;

/** {@code reload_mcp_server}: starts a server anew and says what changed. */
final class ReloadServer extends WaitingTool {
  private static final Definition DEFINITION = Definition.of("reload_mcp_server", """
      {"name": "reload_mcp_server",
      "title": "Reload an MCP server",
      "description": "Starts an MCP server anew, from its present code and its present entry in \
      .mcp.json. Use it after you edited the server's source or configuration. No call is lost: \
      the old version answers until the new one is ready, and if the new one does not start, the \
      old one goes on serving and the answer has the cause and the last stderr lines. Answers \
      with the tools that were added, removed or changed (breaking or not) and with the time each \
      step took. A server that is not running is loaded.",
      "inputSchema": {"type": "object",
      "properties": {"server_name": {"type": "string", \
      "description": "Name of the server in .mcp.json"}},
      "required": ["server_name"]},
      "outputSchema": {"type": "object",
      "properties": {
      "success": {"type": "boolean"},
      "server_name": {"type": "string"},
      "generation": {"type": "integer"},
      "old_generation": {"type": ["integer", "null"]},
      "mode": {"enum": ["swap", "replace"]},
      "diff": {"type": "object"},
      "timing_ms": {"type": "object"},
      "tools": {"type": "array", "items": {"type": "object"}},
      "tool_count": {"type": "integer"},
      "warnings": {"type": "array", "items": {"type": "string"}},
      """ + Definition.FAILURE + """
      }, "required": ["success"]},
      "annotations": {"title": "Reload an MCP server", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": false, "openWorldHint": true}}
      """);

  private final Servers servers;

  ReloadServer(Servers servers) {
    this.servers = servers;
  }

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var name = Arguments.of(use, "reload_mcp_server {\"server_name\": \"…\"}").text("server_name");
    return switch (servers.configured().resolve(name)) {
      case Configured.Resolved.Refused(var answer) -> answer;
      case Configured.Resolved.Startable startable -> reload(name, startable, use);
    };
  }

  private Answer reload(String name, Configured.Resolved.Startable startable, ToolUse use) {
    var reloading = servers.supervisor().reload(startable.spec());
    Ticker.until(reloading, use, s -> "reloading " + name + ", " + s + " s", servers.timer());
    var outcome = reloading.join();
    if (!(outcome instanceof StartOutcome.Serving(var started))) {
      return Reports.notStarted(name, outcome);
    }
    var answer = Reports.loaded(name, started, started.tools(), startable.warnings());
    describe(started, answer.content());
    return answer;
  }

  private static void describe(Started started, ObjectNode content) {
    if (started.oldGeneration().isPresent()) {
      content.put("old_generation", started.oldGeneration().getAsLong());
    } else {
      content.putNull("old_generation");
    }
    content.put("mode", started.mode().name().toLowerCase(Locale.ROOT));
    describe(started.diff(), content.putObject("diff"));
    content.putObject("timing_ms")
        .put("spawn", started.timing().spawn().toMillis())
        .put("initialize", started.timing().initialize().toMillis())
        .put("list", started.timing().list().toMillis())
        .put("switch", started.switching().toMillis());
  }

  private static void describe(CatalogDiff diff, ObjectNode content) {
    var added = content.putArray("added");
    diff.added().forEach(added::add);
    var removed = content.putArray("removed");
    diff.removed().forEach(removed::add);
    var changed = content.putArray("changed");
    for (var tool : diff.changed()) {
      changed.addObject().put("name", tool.name()).put("breaking", tool.breaking());
    }
  }
}
