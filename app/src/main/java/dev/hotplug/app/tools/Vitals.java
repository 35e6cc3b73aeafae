package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.debug.Debugged;
import dev.hotplug.supervisor.Life;
import dev.hotplug.supervisor.Lives;
import dev.hotplug.supervisor.Member;
import dev.hotplug.upstream.Census;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a server is made of at one moment: its processes, its calls, and how its last start went.
 *
 * @param members its generations that are not gone
 * @param debugged those of them that were asked to wait for a debugger
 */
record Vitals(List<Member> members, Lives lives, Map<Long, Debugged> debugged) {
  private static final String MEMBER = """
      {"type": "object", "properties": {\
      "generation": {"type": "integer"}, "in_flight": {"type": "integer"}, \
      "pids": {"type": "array", "items": {"type": "integer"}}, \
      """ + DebugFacts.FIELD + """
      }, "required": ["generation", "in_flight", "pids"]}""";

  /** Its fields, for the schema of a server. */
  static final String FIELDS = """
      "pids": {"type": "array", "items": {"type": "integer"}},
      "kept":""" + MEMBER + """
      , "leaving": {"type": "array", "items":""" + MEMBER + """
      },
      """ + DebugFacts.FIELD + """
      ,
      "uptime_ms": {"type": "integer"},
      "restarts": {"type": "integer"},
      "in_flight": {"type": "integer"},
      "memory_bytes": {"type": "integer"},
      """ + Facts.TIMING_FIELD
      + """
              , "last_start": {"type": "object", "properties": {"generation": {"type": "integer"}, \
              "cause": {"enum": ["request", "config", "files", "call", "crash"]}, "at": {"type": "string"}, \
              "ok": {"type": "boolean"}}, "required": ["generation", "cause", "at", "ok"]},
          "last_reload": {"type": "object", "properties": {"generation": {"type": "integer"}, \
          "cause": {"enum": ["request", "config", "files", "call", "crash"]}, \
          "files": {"type": "array", "items": {"type": "string"}}, "at": {"type": "string"}, \
          """
      + Facts.DIFF_FIELD + """
          }, "required": ["generation", "cause", "at", "diff"]}""";

  /** In characters, for names in a diff. */
  private static final int MOST_NAMES = 500;

  private static final int MOST_CHANGED = 10;

  /** Those of a server that was loaded or remembered. */
  static Vitals of(Servers servers, String server, Census census) {
    var members = servers.supervisor().members(server, census);
    var debugged = new HashMap<Long, Debugged>();
    for (var member : members) {
      DebugFacts.of(servers, server, member.generation())
          .ifPresent(it -> debugged.put(member.generation(), it));
    }
    return new Vitals(members, servers.supervisor().history(server).orElseThrow(), debugged);
  }

  /**
   * Puts them in.
   *
   * @param room for how many pids there is; of all that does not fit, nothing is said
   * @return how much of it is left
   */
  int put(ObjectNode server, int room) {
    int left = putPids(all(Member.Phase.SERVING), room, server);
    left = putKept(server, left);
    left = putLeaving(server, left);
    server.put("restarts", lives.restarts())
        .put("in_flight", members.stream().mapToInt(Member::inFlight).sum());
    memory().ifPresent(bytes -> server.put("memory_bytes", bytes));
    all(Member.Phase.SERVING).forEach(serving -> putDebugged(serving, server));
    all(Member.Phase.SERVING).findFirst()
        .flatMap(serving -> life(serving.generation()))
        .ifPresent(life -> putServing(life, server));
    lives.lastStart().ifPresent(last -> putLastStart(last, server));
    lives.lastReload().ifPresent(last -> putLastReload(last, server));
    return left;
  }

  private Stream<Member> all(Member.Phase phase) {
    return members.stream().filter(member -> member.phase() == phase);
  }

  private static int putPids(Stream<Member> of, int room, ObjectNode into) {
    var pids = into.putArray("pids");
    of.map(member -> member.footprint().pids())
        .flatMap(Collection::stream)
        .limit(room)
        .forEach(pids::add);
    return room - pids.size();
  }

  private int putLeaving(ObjectNode server, int room) {
    var all = all(Member.Phase.LEAVING).toList();
    if (all.isEmpty()) return room;
    var array = server.putArray("leaving");
    int left = room;
    for (var member : all) left = putMember(member, left, array.addObject());
    return left;
  }

  private int putKept(ObjectNode server, int room) {
    return all(Member.Phase.KEPT).findFirst()
        .map(member -> putMember(member, room, server.putObject("kept")))
        .orElse(room);
  }

  private int putMember(Member member, int room, ObjectNode into) {
    into.put("generation", member.generation()).put("in_flight", member.inFlight());
    int left = putPids(Stream.of(member), room, into);
    putDebugged(member, into);
    return left;
  }

  private void putDebugged(Member member, ObjectNode into) {
    var how = debugged.get(member.generation());
    if (how != null) DebugFacts.put(how, into);
  }

  /** That of all its generations. */
  private OptionalLong memory() {
    return members.stream()
        .map(member -> member.footprint().residentBytes())
        .flatMapToLong(OptionalLong::stream)
        .reduce(Long::sum);
  }

  private Optional<Life> life(long generation) {
    return lives.kept().stream().filter(life -> life.generation() == generation).findFirst();
  }

  private void putServing(Life life, ObjectNode server) {
    life.uptime(lives.at()).ifPresent(uptime -> server.put("uptime_ms", uptime.toMillis()));
    life.service().ifPresent(it -> Facts.putTiming(it.timing(), it.switching(), server));
  }

  private static void putLastReload(Life last, ObjectNode server) {
    var words = server.putObject("last_reload")
        .put("generation", last.generation())
        .put("cause", Facts.word(last.origin()));
    if (!last.files().isEmpty()) last.files().forEach(words.putArray("files")::add);
    last.service().ifPresent(it -> {
      words.put("at", it.since().toString());
      Facts.putDiff(it.diff(), MOST_NAMES, MOST_CHANGED, words);
    });
  }

  private static void putLastStart(Life last, ObjectNode server) {
    server.putObject("last_start")
        .put("generation", last.generation())
        .put("cause", Facts.word(last.origin()))
        .put("at", last.begun().toString())
        .put("ok", last.service().isPresent());
  }
}
