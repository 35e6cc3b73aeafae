package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.quarantine.Held;
import dev.hotplug.app.replay.Wanted;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.supervisor.Started;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code reload_mcp_server}: starts a server anew and says what changed. */
final class ReloadServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.reload("…"), "server_name", "replay");

  private static final Definition DEFINITION = Definition.of("""
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
      "description": "Name of the server in .mcp.json"},
      "replay": {"description": "Calls to make again on the new version, to see how their results \
      differ: readonly for the last ones of the tools that say readOnlyHint: true, or ids of \
      remembered calls, as replay_calls names them", "anyOf": [{"const": "readonly"}, \
      {"type": "array", "items": {"type": "integer"}}]}},
      "required": ["server_name"]},
      "annotations": {"title": "Reload an MCP server", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": false, "openWorldHint": true}}
      """, Loaded.FIELDS + """
      , "old_generation": {"type": ["integer", "null"]},
      "mode": {"enum": ["swap", "replace"]},
      """ + Facts.DIFF_FIELD + "," + Facts.TIMING_FIELD + "," + Quarantined.FIELD + ","
      + ReplayFacts.FIELD);

  /** In characters. */
  private static final int MOST_NAMES = 4_000;

  private static final int MOST_CHANGED = 100;

  /** In bytes. */
  private static final int LONGEST_SAID = 200;

  ReloadServer(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    var wanted = wanted(arguments);
    return switch (servers().configured().resolve(name)) {
      case Configured.Resolved.Refused(var answer) -> refused(name, answer);
      case Configured.Resolved.Startable startable -> reload(name, startable, wanted, use);
    };
  }

  /** Which calls are to be repeated; empty for none. */
  private static Optional<Wanted> wanted(Arguments arguments) throws Misuse {
    var said = arguments.named().get("replay");
    if (said == null) return Optional.empty();
    var text = said.text();
    return switch (text == null ? said.excerpt(LONGEST_SAID) : text) {
      case "readonly", "true" -> Optional.of(new Wanted.ReadOnly());
      case "false", "null", "" -> Optional.empty();
      default -> Optional.of(new Wanted.Ids(ids(arguments, said)));
    };
  }

  private static Set<Long> ids(Arguments arguments, Span said) throws Misuse {
    try {
      return arguments.optionalNumbers("replay").orElse(Set.of());
    } catch (Misuse _) {
      throw new Misuse(arguments.wrong(
          "replay must be \"readonly\" or a list of ids, and was " + said.excerpt(LONGEST_SAID)));
    }
  }

  /** A server may run whose entry would not let it start again. */
  private Answer refused(String name, Answer why) {
    servers().supervisor()
        .status(name)
        .filter(ServerStatus::serves)
        .ifPresent(now -> why.put("error",
            why.error() + " Generation " + now.generation() + " still serves."));
    return why;
  }

  private Answer reload(String name, Configured.Resolved.Startable startable,
      Optional<Wanted> wanted, ToolUse use) throws InterruptedException {
    var reloading = servers().supervisor().reload(startable.spec());
    Ticker.until(reloading, use, "reloading " + name, servers().timer());
    var outcome = reloading.join();
    if (!(outcome instanceof StartOutcome.Serving(var started, var predecessors))) {
      return NotStarted.answer(name, outcome);
    }
    var warnings = new ArrayList<>(startable.warnings());
    warnings.addAll(Farewells.await(predecessors));
    if (started.displaced().isPresent() && startable.spec().options().keepPrevious()) {
      warnings.add("Nothing is kept of the version before, though keep_previous is set.");
    }
    if (isTooLong(started.diff())) warnings.add("The diff is long: not all of it is listed.");
    var debugged = DebugFacts.of(servers(), name, started.generation());
    debugged.flatMap(DebugFacts::warning).ifPresent(warnings::add);
    servers().bench().lint().relist(name);
    var answer = Quarantined.of(servers(), name)
        .map(held -> quarantined(held, use))
        .orElseGet(() -> serving(name, started, warnings));
    describe(started, answer.content());
    debugged.ifPresent(it -> DebugFacts.put(it, answer.content()));
    if (wanted.isPresent()) {
      var told = ReplayFacts.put(ReplayFacts.repeat(servers(), use, name, wanted.get()),
          answer.content().putObject("replay"));
      servers().bench().replays().told(name, told);
    }
    return answer;
  }

  /** How the one before ended is both a farewell and a fault, and told once. */
  private Answer serving(String name, Started started, List<String> warnings) {
    var all = new LinkedHashSet<>(warnings);
    all.addAll(servers().bench().lint().untold(name));
    return Loaded.answer(name, started, started.tools(), List.copyOf(all));
  }

  private Answer quarantined(Held held, ToolUse use) {
    return Quarantined.answer("\"" + held.server() + "\" was reloaded.", held,
        servers().quarantine().approval(Optional.empty(), use.question()));
  }

  private static void describe(Started started, ObjectNode content) {
    Facts.putGeneration("old_generation", started.oldGeneration(), content);
    content.put("mode", Facts.word(started.mode()));
    Facts.putDiff(started.diff(), MOST_NAMES, MOST_CHANGED, content);
    Facts.putTiming(started.timing(), started.switching(), content);
  }

  private static boolean isTooLong(CatalogDiff diff) {
    return listed(diff.added()).size() < diff.added().size()
        || listed(diff.removed()).size() < diff.removed().size()
        || diff.changed().size() > MOST_CHANGED;
  }

  private static List<String> listed(List<String> names) {
    return Excerpt.within(MOST_NAMES, names);
  }
}
