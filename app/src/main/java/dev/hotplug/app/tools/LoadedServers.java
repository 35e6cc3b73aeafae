package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.quarantine.Held;
import dev.hotplug.supervisor.ServerState;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Census;
import java.util.ArrayList;
import java.util.List;

/** {@code get_loaded_servers}: what was loaded in this session, and how it is. */
final class LoadedServers extends WaitingTool {
  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "get_loaded_servers",
          "title": "Show loaded MCP servers",
          "description": "Shows the MCP servers that were loaded in this session: the state of each \
          (ready, starting, backing_off, failed, stopped, quarantined, …), its generation (it grows by one with \
          each start), the names of its tools, its processes and their memory, the calls in flight, \
          how its last start and reload went, why it last failed and which of its files are watched. Use it to see what is running or why \
          something is not.",
          "inputSchema": {"type": "object", "properties": {}},
          "annotations": {"title": "Show loaded MCP servers", "readOnlyHint": true,
          "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
          """,
      """
          "servers": {"type": "array", "items": {"type": "object", "properties": {\
          "name": {"type": "string"}, "status": {"type": "string"}, \
          "generation": {"type": "integer"}, \
          "tools": {"type": "array", "items": {"type": "string"}}, \
          "tool_count": {"type": "integer"}, "queued": {"type": "integer"}, \
          """ + Vitals.FIELDS + """
          ,""" + WatchFacts.FAILURE_FIELD + "," + WatchFacts.WATCH_FIELD + "," + Quarantined.FIELD
          + """
              , "note": {"type": "string"}}, \
              "required": ["name", "status", "generation", "tools", "tool_count"]}},
              "count": {"type": "integer"}
              """);

  /** In characters, over all servers. */
  private static final int MOST_NAMES = 30_000;

  /** Over all servers. */
  private static final int MOST_PIDS = 500;

  LoadedServers(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) {
    var statuses = servers().supervisor().statuses();
    var configured = servers().configured().read().entries();
    var census = Census.take();
    var answer = Answer.success();
    var array = answer.content().putArray("servers");
    int room = MOST_NAMES;
    int pids = MOST_PIDS;
    for (var status : statuses) {
      var names = Excerpt.within(room, status.tools().names());
      room -= String.join("", names).length();
      var server = array.addObject();
      describe(status, names, configured.containsKey(status.name()), server);
      pids = Vitals.of(servers(), status.name(), census).put(server, pids);
      watching(status, server);
      if (servers().quarantine().hides(status)) server.put("tool_count", 0).putArray("tools");
      Quarantined.of(servers(), status).ifPresent(held -> quarantine(held, server));
    }
    return answer.put("count", statuses.size());
  }

  private static void describe(ServerStatus status, List<String> names, boolean isConfigured,
      ObjectNode server) {
    int count = status.tools().tools().size();
    server.put("name", status.name())
        .put("status", status.state().word())
        .put("generation", status.generation());
    names.forEach(server.putArray("tools")::add);
    server.put("tool_count", count).put("queued", status.queued());
    var notes = new ArrayList<String>();
    if (status.state() == ServerState.FAILED) {
      notes.add(Example.history(status.name()) + " shows each start and how it ended.");
    }
    if (!isConfigured) notes.add(gone(status));
    if (names.size() < count) notes.add("Not all of its tools are listed, for want of room.");
    if (!notes.isEmpty()) server.put("note", String.join(" ", notes));
  }

  /** What keeps the newest code from serving counts for more than what ended the one before. */
  private void watching(ServerStatus status, ObjectNode server) {
    var failure = status.lastFailure();
    servers().bench()
        .watching()
        .failure(status.name())
        .ifPresentOrElse(standing -> WatchFacts.putFailure(standing, server), () -> {
          if (failure != null) server.putObject("last_failure").put("cause", failure.what());
        });
    servers().bench()
        .watching()
        .status(status.name())
        .ifPresent(watch -> WatchFacts.putWatch(watch, server));
  }

  /** None of its tools can be called. */
  private static void quarantine(Held held, ObjectNode server) {
    server.put("status", Quarantined.WORD);
    Quarantined.put(held, server);
  }

  private static String gone(ServerStatus status) {
    return "Its entry is gone from the configuration; "
        + (status.serves() ? "it runs until it is unloaded." : "it cannot be loaded again.");
  }
}
