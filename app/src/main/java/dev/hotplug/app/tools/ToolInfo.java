package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Held;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Tool;
import java.util.List;
import java.util.Optional;

/** {@code get_tool_info}: one tool whole, with an example call. */
final class ToolInfo extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.info("…", "…"), "tool_name", "server_name");

  private static final Definition DEFINITION = Definition.of("""
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
      "annotations": {"title": "Show one tool", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """, """
      "server_name": {"type": "string"},
      "tool": {"type": "object"},
      "example_call": {"type": "string"},
      "also_on": {"type": "array", "items": {"type": "string"}},
      """ + Quarantined.FIELD);

  /** A tool and whose it is. */
  private record Owned(String server, Tool tool) {}

  ToolInfo(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var tool = arguments.text("tool_name");
    var server = arguments.optionalText("server_name");
    var searched = servers().supervisor()
        .statuses()
        .stream()
        .filter(status -> server.isEmpty() || server.get().equals(status.name()))
        .filter(status -> !servers().quarantine().hides(status))
        .filter(status -> status.serves() || !status.tools().tools().isEmpty())
        .toList();
    var held = server.flatMap(name -> Quarantined.of(servers(), name));
    if (held.isPresent()) return quarantined(tool, held.get(), use);
    if (searched.isEmpty()) return notLoaded(tool, server);
    var found = searched.stream()
        .flatMap(status -> status.tools().find(tool).stream().map(t -> new Owned(status.name(), t)))
        .toList();
    return found.isEmpty() ? unknown(tool, searched) : shown(found);
  }

  private Answer quarantined(String tool, Held held, ToolUse use) {
    return Quarantined.answer("Tool \"" + tool + "\" is not shown.", held,
        servers().quarantine().approval(Optional.empty(), use.question()));
  }

  private static Answer shown(List<Owned> found) {
    var first = found.getFirst();
    var answer = Answer.success()
        .about(first.server())
        .put("example_call", Signature.exampleCall(first.server(), first.tool()))
        .put("also_on", found.stream().skip(1).map(Owned::server).toList());
    answer.content().set("tool", first.tool().tree());
    return answer;
  }

  private static Answer notLoaded(String tool, Optional<String> server) {
    var who = server.map(name -> "server \"" + name + "\" is not").orElse("no server is");
    return Answer.failure(
        "Nothing is known of a tool \"" + tool + "\", since " + who + " loaded in this session.",
        "not_loaded", "Call " + Example.load(server.orElse("…"))
            + " first; list_available_servers {} names the servers.");
  }

  private static Answer unknown(String tool, List<ServerStatus> searched) {
    var known = searched.stream().flatMap(status -> status.tools().names().stream()).toList();
    var where = searched.stream().map(ServerStatus::name).toList();
    return Answer.failure(
        "No tool named \"" + tool + "\" is known; searched was " + Excerpt.ofNames(where) + "."
            + Suggestion.sentence(tool, known),
        "unknown_tool", "Known tools: " + Excerpt.ofNames(known) + ".");
  }
}
