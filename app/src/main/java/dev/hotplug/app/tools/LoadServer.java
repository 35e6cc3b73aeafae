package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Approval;
import dev.hotplug.app.quarantine.Held;
import dev.hotplug.installer.Consent.Verdict;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import java.util.ArrayList;
import java.util.Optional;

/** {@code load_mcp_server_dynamically}: starts a server, unless it runs, and lists its tools. */
final class LoadServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.load("…"), "server_name", "approve");

  private static final Definition DEFINITION = Definition.of("""
      {"name": "load_mcp_server_dynamically",
      "title": "Load an MCP server",
      "description": "Starts an MCP server from .mcp.json behind Hotplug and lists its tools, one \
      line each. Use it to see what a server offers; list_available_servers names the servers. \
      The tools do not appear in your own tool list: call them with call_dynamic_server_tool. \
      A server that runs already is left running. If the start fails, the answer has the cause, \
      the exit code and the server's last stderr lines. quarantined means that the tools of an \
      installed server are no longer those that were agreed to, and cannot be called: show the \
      user how they differ, and only if they agree call again with approve.",
      "inputSchema": {"type": "object",
      "properties": {"server_name": {"type": "string", \
      "description": "Name of the server in .mcp.json"},
      "approve": {"type": "string", "description": "The hash of quarantined tools that the user \
      agreed to"}},
      "required": ["server_name"]},
      "annotations": {"title": "Load an MCP server", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": true}}
      """, Loaded.FIELDS + "," + Quarantined.FIELD + ", \"reason\": {\"type\": \"string\"}");

  LoadServer(Servers servers) {
    super(DEFINITION, servers);
  }

  @Override
  Answer use(ToolUse use) throws Misuse, InterruptedException {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    var approve = arguments.optionalText("approve");
    var loaded = load(name, use);
    var held = Quarantined.of(servers(), name);
    if (held.isEmpty() || approve.isEmpty()) return loaded;
    var approval = servers().quarantine().approval(approve, use.question());
    if (approval.on(held.get()) != Verdict.GRANTED) return quarantined(held.get(), approval);
    var fault = servers().quarantine().approve(held.get());
    return fault.isEmpty() ? load(name, use)
        : Answer.failure(fault.get(), Quarantined.WORD, Example.load(name) + " shows them again.")
            .about(name);
  }

  private static Answer quarantined(Held held, Approval approval) {
    return Quarantined.answer("\"" + held.server() + "\" runs.", held, approval);
  }

  /** Loads the server {@code name} for {@code use}. */
  Answer load(String name, ToolUse use) throws InterruptedException {
    var running = servers().supervisor().status(name).filter(ServerStatus::serves);
    return switch (servers().configured().resolve(name)) {
      case Configured.Resolved.Refused(var answer) ->
        running.map(status -> orphaned(status, answer)).orElse(answer);
      case Configured.Resolved.Startable startable -> load(name, startable, use);
    };
  }

  private Answer load(String name, Configured.Resolved.Startable startable, ToolUse use)
      throws InterruptedException {
    var loading = servers().supervisor().load(startable.spec());
    Ticker.until(loading, use, "starting " + name, servers().timer());
    var outcome = loading.join();
    if (!(outcome instanceof StartOutcome.Serving(var started, var _))) {
      return NotStarted.answer(name, outcome);
    }
    // What a second list brings is held back as the first is.
    servers().bench().lint().relist(name);
    var held = Quarantined.of(servers(), name);
    if (held.isPresent()) {
      return quarantined(held.get(),
          servers().quarantine().approval(Optional.empty(), use.question()));
    }
    var warnings = new ArrayList<>(startable.warnings());
    var status = servers().supervisor().status(name).filter(ServerStatus::serves);
    status.filter(now -> !startable.spec().equals(now.runningSpec()))
        .ifPresent(now -> warnings.add(changed(now)));
    var debugged = DebugFacts.of(servers(), name, started.generation());
    debugged.flatMap(DebugFacts::warning).ifPresent(warnings::add);
    warnings.addAll(servers().bench().lint().untold(name));
    var tools = status.map(ServerStatus::tools).orElse(started.tools());
    var answer = Loaded.answer(name, started, tools, warnings);
    debugged.ifPresent(it -> DebugFacts.put(it, answer.content()));
    return answer;
  }

  private static String changed(ServerStatus status) {
    return "The entry of \"" + status.name() + "\" was changed; generation " + status.generation()
        + " still runs with the former one. " + Example.reload(status.name())
        + " uses the new one.";
  }

  /** A server that runs though its entry would not let it start. */
  private Answer orphaned(ServerStatus status, Answer why) {
    var started = servers().supervisor().started(status.name());
    if (started.isEmpty() || Quarantined.of(servers(), status).isPresent()) return why;
    var warnings = new ArrayList<String>();
    warnings.add(why.error() + " Generation " + status.generation()
        + " runs all the same, until it is unloaded.");
    warnings.addAll(servers().bench().lint().untold(status.name()));
    return Loaded.answer(status.name(), started.get(), status.tools(), warnings);
  }
}
