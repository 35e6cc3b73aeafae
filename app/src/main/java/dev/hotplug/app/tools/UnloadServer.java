package dev.hotplug.app.tools;

import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.Retirement;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Swept;
import java.util.Comparator;
import java.util.List;

/** {@code unload_mcp_server}: stops a server and says how it went. */
final class UnloadServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.unload("…"), "server_name");

  private static final Definition DEFINITION = Definition.of("""
      {"name": "unload_mcp_server",
      "title": "Unload an MCP server",
      "description": "Stops an MCP server that Hotplug runs, and every process it started. Calls \
      that are in flight may finish first. Use it when a server is no longer needed; a later call \
      or load starts it again. Answers with how it ended and with the processes it had left \
      behind.",
      "inputSchema": {"type": "object",
      "properties": {"server_name": {"type": "string", \
      "description": "Name of the server to stop"}},
      "required": ["server_name"]},
      "annotations": {"title": "Unload an MCP server", "readOnlyHint": false,
      "destructiveHint": true, "idempotentHint": true, "openWorldHint": false}}
      """, """
      "server_name": {"type": "string"},
      "message": {"type": "string"},
      "ended_by": {"enum": ["itself", "eof", "term", "kill"]},
      """ + Facts.SWEPT_FIELD + """
      , "warnings": {"type": "array", "items": {"type": "string"}}
      """);

  UnloadServer(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var name = Arguments.of(use, USAGE).text("server_name");
    if (servers().supervisor().status(name).isEmpty()) return notLoaded(name);
    var unloading = servers().supervisor().unload(name);
    Ticker.until(unloading, use, "stopping " + name, servers().timer());
    return unloaded(name, unloading.join());
  }

  private Answer notLoaded(String name) {
    var known = servers().supervisor().statuses().stream().map(ServerStatus::name).toList();
    return Answer
        .failure(
            "No server named \"" + name + "\" is loaded. Nothing was stopped."
                + Suggestion.sentence(name, known),
            "unknown_server", "get_loaded_servers {} shows what is loaded.")
        .about(name);
  }

  private static Answer unloaded(String name, List<Retirement> retirements) {
    var swept = retirements.stream().flatMap(it -> it.stopped().swept().stream()).toList();
    var answer = Answer.success().about(name).put("message", message(name, retirements, swept));
    retirements.stream()
        .map(retirement -> retirement.stopped().endedBy())
        .max(Comparator.naturalOrder())
        .ifPresent(endedBy -> answer.put("ended_by", Facts.word(endedBy)));
    Facts.putSwept(swept, answer.content());
    return answer.put("warnings", Excerpt.ofWarnings(Farewells.warnings(retirements)));
  }

  private static String message(String name, List<Retirement> retirements, List<Swept> swept) {
    var server = "Server \"" + name + "\" ";
    if (retirements.isEmpty()) return server + "was not running.";
    return server
        + (swept.stream().anyMatch(Swept::isAlive) ? "is stopped, but not all that it had started."
            : "is stopped, with all that it had started.");
  }
}
