package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.Life;
import dev.hotplug.supervisor.Lives;
import dev.hotplug.supervisor.ServerStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** {@code get_server_history}: what became of each generation of a server. */
final class ServerHistory extends WaitingTool {
  private static final Usage USAGE = Usage
      .of("get_server_history {\"server_name\": \"…\", \"last\": 10}", "server_name", "last");

  /** Beyond this many, clients begin to cut. */
  private static final int MOST_CHARACTERS = 40_000;

  private static final long MOST_GENERATIONS = 50;

  /** Room for names in one diff, in characters; the rest is counted. */
  private static final int MOST_NAMES = 1_000;

  private static final int MOST_CHANGED = 20;

  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "get_server_history",
          "title": "Show a server's history",
          "description": "Shows the last generations of an MCP server, oldest first; a generation is \
          one start. Of each: why it was started (request, config when its entry had changed, files \
          when its watched files had, call, crash), when, how long each step took, which tools changed, how long it served, since when it is or was kept beside its successor, how it \
          ended (superseded, unloaded, crashed, exited, failed_start) with cause and exit code or \
          signal, and its last stderr lines. Use it to find out why a server keeps crashing or what \
          a reload changed.",
          "inputSchema": {"type": "object",
          "properties": {
          "server_name": {"type": "string", "description": "Name of the server"},
          "last": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10,
          "description": "How many of the last generations"}},
          "required": ["server_name"]},
          "annotations": {"title": "Show a server's history", "readOnlyHint": true,
          "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
          """,
      """
          "server_name": {"type": "string"},
          "state": {"type": "string"},
          "restarts": {"type": "integer"},
          "generations": {"type": "array", "items": {"type": "object", "properties": {
          "generation": {"type": "integer"},
          "cause": {"enum": ["request", "config", "files", "call", "crash"]},
          "files": {"type": "array", "items": {"type": "string"}},
          "mode": {"enum": ["swap", "replace"]},
          "started_at": {"type": "string"},
          """ + Facts.TIMING_FIELD + "," + Facts.DIFF_FIELD
          + """
              , "diff_left_out": {"type": "integer"},
              "uptime_ms": {"type": "integer"}, "kept_since": {"type": "string"},
              "end": {"type": "object", "properties": {
              "how": {"enum": ["superseded", "unloaded", "crashed", "exited", "failed_start", "closed"]},
              "at": {"type": "string"}, "cause": {"type": "string"},
              """
          + Facts.EXIT_FIELD + """
              , "calls_cut": {"type": "integer"},
              "ended_by": {"enum": ["itself", "eof", "term", "kill"]},
              """ + Facts.SWEPT_FIELD + """
              }, "required": ["how", "at"]},
              "stderr": {"type": "array", "items": {"type": "string"}}},
              "required": ["generation", "cause", "mode", "started_at", "stderr"]}},
              "builds": {"type": "array", "items":""" + WatchFacts.BUILD_RESULT + """
              }, "note": {"type": "string"}
              """);

  ServerHistory(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    long last = Math.clamp(arguments.optionalNumber("last").orElse(10L), 1, MOST_GENERATIONS);
    var status = servers().supervisor().status(name);
    var lives = servers().supervisor().history(name);
    if (status.isEmpty() || lives.isEmpty()) return unknown(name);
    var answer = shown(status.get(), lives.get(), (int) last);
    var builds = servers().bench().watching().builds().of(name);
    if (!builds.isEmpty()) WatchFacts.putBuilds(builds, answer.content().putArray("builds"));
    return answer;
  }

  private static Answer shown(ServerStatus status, Lives lives, int last) {
    var wanted = lives.kept().subList(Math.max(0, lives.kept().size() - last), lives.kept().size());
    var fitting = new ArrayDeque<ObjectNode>();
    int characters = 0;
    for (var life : wanted.reversed()) {
      var generation = describe(life, lives.at());
      characters += generation.toString().length();
      if (characters > MOST_CHARACTERS) break;
      fitting.addFirst(generation);
    }
    var answer = Answer.success()
        .about(status.name())
        .put("state", status.state().word())
        .put("restarts", lives.restarts());
    answer.content().putArray("generations").addAll(fitting);
    var notes = leftOut(lives, wanted.size(), fitting.size());
    return notes.isEmpty() ? answer : answer.put("note", String.join(" ", notes));
  }

  private static List<String> leftOut(Lives lives, int wanted, int fitting) {
    var notes = new ArrayList<String>();
    if (fitting < wanted)
      notes.add(wanted - fitting + " older ones are left out, for want of room.");
    int unwanted = lives.kept().size() - wanted;
    if (unwanted > 0) notes.add(unwanted + " older ones are shown with a greater \"last\".");
    if (lives.forgotten() > 0) {
      notes.add(lives.forgotten() + " others are forgotten; " + MOST_GENERATIONS + " are kept.");
    }
    return notes;
  }

  private static ObjectNode describe(Life life, Instant now) {
    var generation = JsonNodeFactory.instance.objectNode()
        .put("generation", life.generation())
        .put("cause", Facts.word(life.origin()))
        .put("mode", Facts.word(life.mode()))
        .put("started_at", life.begun().toString());
    if (!life.files().isEmpty()) life.files().forEach(generation.putArray("files")::add);
    life.service().ifPresent(service -> {
      Facts.putTiming(service.timing(), service.switching(), generation);
      Facts.putDiff(service.diff(), MOST_NAMES, MOST_CHANGED, generation);
      int leftOut = leftOut(service, generation);
      if (leftOut > 0) generation.put("diff_left_out", leftOut);
    });
    life.uptime(now).ifPresent(uptime -> generation.put("uptime_ms", uptime.toMillis()));
    life.kept().ifPresent(since -> generation.put("kept_since", since.toString()));
    life.end().ifPresent(end -> describe(end, life, generation.putObject("end")));
    var stderr = generation.putArray("stderr");
    life.stderr().forEach(stderr::add);
    return generation;
  }

  private static int leftOut(Life.Service service, ObjectNode generation) {
    var diff = generation.path("diff");
    int shown = diff.path("added").size() + diff.path("removed").size()
        + diff.path("changed").size();
    return service.diff().added().size() + service.diff().removed().size()
        + service.diff().changed().size() + service.diffLeftOut() - shown;
  }

  private static void describe(Life.End end, Life life, ObjectNode into) {
    into.put("how", Facts.word(end.how())).put("at", end.at().toString());
    end.cause().ifPresent(cause -> {
      into.put("cause", cause.what());
      if (cause.exit() != null) Facts.putExit(cause.exit(), into);
    });
    life.gone().flatMap(Life.Gone::stopped).ifPresent(stopped -> {
      if (stopped.exit() != null) Facts.putExit(stopped.exit(), into);
      into.put("ended_by", Facts.word(stopped.endedBy()));
      Facts.putSwept(stopped.swept(), into);
    });
    life.gone().ifPresent(gone -> into.put("calls_cut", gone.callsCut()));
  }

  private Answer unknown(String name) {
    var known = servers().supervisor().statuses().stream().map(ServerStatus::name).toList();
    return Answer
        .failure(
            "No server named \"" + name + "\" was loaded in this session, so it has no history."
                + Suggestion.sentence(name, known),
            "unknown_server", "get_loaded_servers {} shows what was loaded.")
        .about(name);
  }
}
