package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Held;
import dev.hotplug.supervisor.Reachable;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Tool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code compare_generations}: calls two versions of a server alike and says what differs. */
final class CompareGenerations extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.compare("…", "…", "{…}"), "tool_name",
      "server_name", "generation");

  private static final String SIDE = """
      {"type": "object", "properties": {"is_error": {"type": "boolean"}, \
      "ms": {"type": "integer"}, "error": {"type": "string"}}, "required": ["is_error", "ms"]}""";

  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "compare_generations",
          "title": "Compare two versions of a server",
          "description": "Calls a tool of the version of an MCP server that serves, and at the same \
          time the same tool of an older version that still runs, with the same arguments, and shows \
          where the two results differ. Use it after a reload to see what an edit changed. The tool is \
          called twice: mind that with one that writes. An older version runs on after a reload where the server's entry \
          says \\"hotplug\\": {\\"dev\\": {\\"keep_previous\\": true}}.",
          "inputSchema": {"type": "object",
          "properties": {
          "server_name": {"type": "string", "description": "Name of the server"},
          "tool_name": {"type": "string", "description": "Name of the tool, as its server lists it"},
          "parameters": {"type": "object", "description": "The tool's arguments", \
          "additionalProperties": true},
          "generation": {"type": "integer", "minimum": 1, "description": "The older generation; the \
          newest of those if absent"}},
          "required": ["server_name", "tool_name"]},
          "annotations": {"title": "Compare two versions of a server", "readOnlyHint": false,
          "destructiveHint": true, "idempotentHint": false, "openWorldHint": true}}
          """,
      """
          "server_name": {"type": "string"},
          "generations": {"type": "object", "properties": {"old": {"type": "integer"}, \
          "new": {"type": "integer"}}, "required": ["old", "new"]},
          "equal": {"type": "boolean"},
          """ + ReplayFacts.DIFFERENCES + ", \"old\": " + SIDE + ", \"new\": " + SIDE
          + ", \"note\": {\"type\": \"string\"}," + Quarantined.FIELD);

  /**
   * The two that are compared.
   *
   * @param old which served before {@code now}
   */
  private record Pair(String server, Reachable old, Reachable now) {}

  CompareGenerations(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var server = arguments.text("server_name");
    var name = arguments.text("tool_name");
    var pair = pair(server, arguments.optionalNumber("generation"));
    for (var side : List.of(pair.now(), pair.old())) {
      var held = servers().quarantine().held(server, side.generation());
      if (held.isPresent()) return quarantined(held.get(), use);
    }
    var old = call(pair.old(), server, name, arguments);
    var now = call(pair.now(), server, name, arguments);
    return compared(pair, old.send(servers(), use), now.send(servers(), use), use);
  }

  /** The generation that serves, and the older one that is wanted. */
  private Pair pair(String server, Optional<Long> wanted) throws Misuse {
    var status = servers().supervisor().status(server).filter(ServerStatus::serves);
    if (status.isEmpty()) throw new Misuse(notServing(server));
    long serving = status.get().generation();
    var living = servers().supervisor().reachable(server);
    var now = living.stream().filter(it -> it.generation() == serving).findFirst();
    if (now.isEmpty()) throw new Misuse(notServing(server));
    var older = living.stream().filter(it -> it.generation() < serving).toList();
    var old = wanted.isEmpty() ? older.reversed().stream().findFirst()
        : older.stream().filter(it -> it.generation() == wanted.get()).findFirst();
    if (old.isEmpty()) throw new Misuse(noOlder(server, serving, older, wanted));
    return new Pair(server, old.get(), now.get());
  }

  private static Answer notServing(String server) {
    return Answer
        .failure("No version of \"" + server + "\" serves. Nothing was called.", "not_serving",
            Example.load(server) + " starts it.")
        .about(server);
  }

  private static Answer noOlder(String server, long serving, List<Reachable> older,
      Optional<Long> wanted) {
    var numbers = older.stream().map(it -> String.valueOf(it.generation())).toList();
    var which = wanted.map(it -> "no older generation " + it).orElse("no older generation");
    return Answer
        .failure(
            "Generation " + serving + " of \"" + server + "\" serves, and " + which + " of it "
                + "runs beside it"
                + (numbers.isEmpty() ? "" : "; those that do are " + String.join(", ", numbers))
                + ". Nothing was called.",
            "not_living",
            "Set " + Example.KEEPING + " in its entry, then " + Example.reload(server)
                + ": from then on each reload keeps the version before.")
        .about(server);
  }

  private Answer quarantined(Held held, ToolUse use) {
    return Quarantined.answer("Nothing was called.", held,
        servers().quarantine().approval(Optional.empty(), use.question()));
  }

  private static GenerationCall call(Reachable target, String server, String name,
      Arguments arguments) throws Misuse {
    var tool = target.tools().find(name);
    if (tool.isEmpty()) {
      var failure = CallFailures.unknownTool(server, name, target.tools());
      throw new Misuse(
          failure.put("error", "Of generation " + target.generation() + ": " + failure.error()));
    }
    return call(target, server, tool.get(), arguments);
  }

  private static GenerationCall call(Reachable target, String server, Tool tool,
      Arguments arguments) throws Misuse {
    var fitted = Fitting.fit(tool, arguments.others());
    if (fitted == null) throw new Misuse(CallFailures.noObject(server, tool));
    return new GenerationCall(server, target, tool, fitted);
  }

  /** Waits for both; each ends, by its own deadline or when the client takes the use back. */
  private Answer compared(Pair pair, CompletableFuture<GenerationCall.End> old,
      CompletableFuture<GenerationCall.End> now, ToolUse use) {
    var both = CompletableFuture.allOf(old, now);
    Ticker.until(both, use, "calling two generations of " + pair.server(), servers().timer());
    both.join();
    return new Compared(old.join(), now.join()).answer();
  }
}
