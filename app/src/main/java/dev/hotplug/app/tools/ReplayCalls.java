package dev.hotplug.app.tools;

import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.replay.Wanted;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.ServerStatus;

/** {@code replay_calls}: makes calls again and says what is answered otherwise. */
final class ReplayCalls extends WaitingTool {
  private static final Usage USAGE = Usage.of("replay_calls {\"server_name\": \"…\", \"ids\": [1]}",
      "server_name", "ids");

  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "replay_calls",
          "title": "Repeat calls of an MCP server",
          "description": "Makes the last calls of an MCP server's tools again, on the version that serves \
          now, and answers with how the results differ from those before: path, before, after. Use it \
          after an edit, to see what it changed. Without ids the remembered calls of the tools that say \
          readOnlyHint: true are repeated; a call of any other tool only when its id is given, or when \
          hotplug.dev.replay in the server's entry names its tool. A new result takes the place of the \
          old one. Remembered are the last 5 calls of each tool while the server is loaded.",
          "inputSchema": {"type": "object",
          "properties": {
          "server_name": {"type": "string", "description": "Name of a loaded server"},
          "ids": {"type": "array", "items": {"type": "integer"},
          "description": "Which of the remembered calls; earlier answers name them"}},
          "required": ["server_name"]},
          "annotations": {"title": "Repeat calls of an MCP server", "readOnlyHint": false,
          "destructiveHint": true, "idempotentHint": false, "openWorldHint": true}}
          """,
      "\"server_name\": {\"type\": \"string\"}," + ReplayFacts.FIELDS);

  ReplayCalls(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    var ids = arguments.optionalNumbers("ids");
    var status = servers().supervisor().status(name);
    if (status.isEmpty()) return notLoaded(name);
    var outcome = ReplayFacts.repeat(servers(), use, name,
        ids.<Wanted>map(Wanted.Ids::new).orElseGet(Wanted.ReadOnly::new));
    return outcome.isEmpty() ? nothing(status.get()) : answer(name, outcome);
  }

  private Answer answer(String name, Outcome outcome) {
    var answer = Answer.success().about(name);
    servers().bench().replays().told(name, ReplayFacts.put(outcome, answer.content()));
    return answer;
  }

  private Answer nothing(ServerStatus status) {
    var name = status.name();
    var why = servers().bench().replays().isOff(name)
        ? "since \"replay\" is false in hotplug.dev of its entry"
        : "since none was made while it was loaded of a tool that says readOnlyHint: true";
    return Answer
        .failure("No call of \"" + name + "\" is remembered, " + why + ". Nothing was called.",
            "nothing_remembered",
            "Make a call first, then repeat it: " + Example.call(name, "…", "{…}")
                + ". \"replay\": \"all\" in hotplug.dev of its entry has the calls of every tool"
                + " remembered, from the next reload on.")
        .about(name);
  }

  private Answer notLoaded(String name) {
    var known = servers().supervisor().statuses().stream().map(ServerStatus::name).toList();
    return Answer
        .failure(
            "No server named \"" + name + "\" is loaded, and only calls of loaded ones are"
                + " remembered." + Suggestion.sentence(name, known) + " Nothing was called.",
            "not_loaded", "Call " + Example.load(name) + ", and then its tools.")
        .about(name);
  }
}
