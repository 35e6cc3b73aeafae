package dev.hotplug.app.tools;

import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.StderrTail;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code get_server_logs}: what a server wrote to stderr, and what was odd on its stdout. */
final class ServerLogs extends WaitingTool {
  private static final String OURS = "hotplug";
  private static final Usage USAGE = Usage.of(
      "get_server_logs {\"server_name\": \"…\", \"tail\": 50, \"grep\": \"Error\"}", "server_name",
      "tail", "since_generation", "grep");

  /** Beyond this many, clients begin to cut. */
  private static final int MOST_CHARACTERS = 40_000;

  private static final int LONGEST_LINE = 4_096;

  /** What a line costs beside its text. */
  private static final int FRAME = 80;

  private static final long MOST_LINES = 2_000;

  private static final Definition DEFINITION = Definition.of("""
      {"name": "get_server_logs",
      "title": "Show a server's log",
      "description": "Shows the last lines an MCP server wrote to stderr, and whatever it wrote \
      to stdout that was no MCP message, over all its generations, oldest first. Use it to find \
      out why a server failed or what it did. The name \\"hotplug\\" shows Hotplug's own log. \
      Known secrets are taken out.",
      "inputSchema": {"type": "object",
      "properties": {
      "server_name": {"type": "string", "description": "Name of the server, or hotplug"},
      "tail": {"type": "integer", "minimum": 1, "maximum": 2000, "default": 100,
      "description": "How many of the last lines"},
      "since_generation": {"type": "integer", "minimum": 0,
      "description": "Only lines of this generation and later ones"},
      "grep": {"type": "string", "description": "Only lines that contain this text (no pattern)"}},
      "required": ["server_name"]},
      "annotations": {"title": "Show a server's log", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """, """
      "server_name": {"type": "string"},
      "lines": {"type": "array", "items": {"type": "object", "properties": {\
      "generation": {"type": "integer"}, "time": {"type": "string"}, \
      "text": {"type": "string"}}, "required": ["generation", "time", "text"]}},
      "note": {"type": "string"}
      """);

  private final Supplier<StderrTail> ownLog;

  ServerLogs(Servers servers, Supplier<StderrTail> ownLog) {
    super(DEFINITION, servers);
    this.ownLog = ownLog;
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    long tail = Math.clamp(arguments.optionalNumber("tail").orElse(100L), 1, MOST_LINES);
    long since = arguments.optionalNumber("since_generation").orElse(0L);
    var grep = arguments.optionalText("grep").orElse("");
    var log = servers().supervisor()
        .log(name)
        .or(() -> name.equals(OURS) ? Optional.of(ownLog.get()) : Optional.empty());
    if (log.isEmpty()) return unknown(name);
    Predicate<StderrTail.Line> wanted = line -> line.generation() >= since
        && line.text().contains(grep);
    return shown(name, log.get().last((int) tail, wanted));
  }

  private static Answer shown(String name, List<StderrTail.Line> lines) {
    var last = new ArrayDeque<StderrTail.Line>();
    int characters = 0;
    for (var line : lines.reversed()) {
      characters += Math.min(line.text().length(), LONGEST_LINE) + FRAME;
      if (characters > MOST_CHARACTERS) break;
      last.addFirst(line);
    }
    var answer = Answer.success().about(name);
    var array = answer.content().putArray("lines");
    for (var line : last) {
      array.addObject()
          .put("generation", line.generation())
          .put("time", line.time().toString())
          .put("text", Excerpt.of(line.text(), LONGEST_LINE));
    }
    int leftOut = lines.size() - last.size();
    return leftOut == 0 ? answer
        : answer.put("note", leftOut + " older lines are left out, for want of room; grep or a "
            + "smaller tail finds what you need.");
  }

  private Answer unknown(String name) {
    var known = servers().supervisor().statuses().stream().map(ServerStatus::name).toList();
    return Answer
        .failure(
            "No server named \"" + name + "\" was loaded in this session, so it has no log."
                + Suggestion.sentence(name, known),
            "unknown_server",
            "get_loaded_servers {} shows what was loaded; \"" + OURS + "\" is Hotplug's own log.")
        .about(name);
  }
}
