package dev.hotplug.app.tools;

import dev.hotplug.app.watch.WatchStatus;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.ServerStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code watch_server}: pauses, resumes or changes what is watched of a server. */
final class WatchServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(
      "watch_server {\"server_name\": \"…\", \"enabled\": true, \"paths\": [\"src/**\"]}",
      "server_name", "enabled", "paths");

  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "watch_server",
          "title": "Watch an MCP server's sources",
          "description": "The sources of every loaded MCP server are watched, and it is reloaded by \
          itself when they change. Use it to pause that (enabled false), for instance during a larger \
          edit, to resume it (enabled true: what was changed meanwhile is taken up at once), or to change \
          what is watched (paths: files, folders or globs, seen from the server's folder). It holds \
          until the server is unloaded; hotplug.dev in its entry of .mcp.json holds for good. Answers \
          with what is watched and why.",
          "inputSchema": {"type": "object",
          "properties": {
          "server_name": {"type": "string", "description": "Name of a loaded server"},
          "enabled": {"type": "boolean", "default": true, "description": "Whether it is watched"},
          "paths": {"type": "array", "items": {"type": "string"},
          "description": "What is watched, in place of what was"}},
          "required": ["server_name", "enabled"]},
          "annotations": {"title": "Watch an MCP server's sources", "readOnlyHint": false,
          "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
          """,
      "\"server_name\": {\"type\": \"string\"}," + WatchFacts.WATCH_FIELD);

  WatchServer(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    boolean enabled = arguments.optionalFlag("enabled").orElse(true);
    var paths = arguments.optionalTexts("paths").orElse(null);
    var status = wanted(name, enabled, paths);
    if (status.isEmpty()) return notLoaded(name);
    var answer = Answer.success().about(name);
    WatchFacts.putWatch(status.get(), answer.content());
    return answer;
  }

  private Optional<WatchStatus> wanted(String name, boolean enabled, @Nullable List<String> paths)
      throws Misuse {
    try {
      return servers().bench().watching().want(name, enabled, paths).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof IllegalArgumentException fault)) throw e;
      throw new Misuse(
          Answer
              .failure(fault.getMessage() + ". It is watched as before.", "invalid_arguments",
                  "Call it like this: " + USAGE.example())
              .about(name));
    }
  }

  private Answer notLoaded(String name) {
    var known = servers().supervisor().statuses().stream().map(ServerStatus::name).toList();
    return Answer
        .failure(
            "No server named \"" + name + "\" is loaded, and only loaded ones are watched."
                + Suggestion.sentence(name, known),
            "not_loaded", "Call " + Example.load(name) + " first, and then this again.")
        .about(name);
  }
}
