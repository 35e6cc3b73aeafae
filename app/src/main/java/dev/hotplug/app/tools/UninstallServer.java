package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.UninstallOutcome;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.supervisor.Retirement;
import dev.hotplug.supervisor.ServerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code uninstall_mcp_server}: stops a server that was installed, and takes it out. */
final class UninstallServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(
      "uninstall_mcp_server {\"server_name\": \"…\", \"delete_files\": false}", "server_name",
      "delete_files", "force");
  private static final Definition DEFINITION = Definition.of("""
      {"name": "uninstall_mcp_server",
      "title": "Uninstall an MCP server",
      "description": "Stops an MCP server that was installed from git or linked and takes its \
      entry out of .mcp.json; its files stay unless delete_files is true, and those of a linked \
      one whatever it is. Use it when the user no longer wants \
      the server; list_installed_mcp_servers names those there are. Calls that are in flight may \
      finish first; if they do not within the server's drain time, nothing is done, unless force \
      is true: then they are ended.",
      "inputSchema": {"type": "object",
      "properties": {
      "server_name": {"type": "string", "description": "Name of the installed server"},
      "delete_files": {"type": "boolean", "default": false,
      "description": "Whether its folder is deleted, too"},
      "force": {"type": "boolean", "default": false,
      "description": "Whether calls that do not finish are ended"}},
      "required": ["server_name"]},
      "annotations": {"title": "Uninstall an MCP server", "readOnlyHint": false,
      "destructiveHint": true, "idempotentHint": true, "openWorldHint": true}}
      """, """
      "server_name": {"type": "string"},
      "message": {"type": "string"},
      "files_deleted": {"type": "boolean"},
      "warnings": {"type": "array", "items": {"type": "string"}}
      """);

  private final Supplier<Installations> installs;

  UninstallServer(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var arguments = Arguments.of(use, USAGE);
    var name = arguments.text("server_name");
    boolean deleteFiles = arguments.optionalFlag("delete_files").orElse(false);
    boolean force = arguments.optionalFlag("force").orElse(false);
    boolean isRun = installs.get()
        .installed()
        .stream()
        .anyMatch(it -> it.name().equals(name) && servers().runs(name, it.folder()));
    if (isRun && !force) awaitIdle(name, use);
    var gone = new AtomicReference<List<Retirement>>(List.of());
    var outcome = installs.get().uninstall(name, deleteFiles, () -> {
      if (isRun) gone.set(stopped(name, use));
    });
    return answer(name, outcome, gone.get());
  }

  /** Nothing lists it any more, so nobody starts it again. */
  private List<Retirement> stopped(String name, ToolUse use) {
    var unloading = servers().supervisor().unload(name);
    Ticker.until(unloading, use, "stopping " + name, servers().timer());
    return unloading.join();
  }

  /** Lets calls finish before anything is stopped, so that a refusal leaves all as it was. */
  private void awaitIdle(String name, ToolUse use) throws InterruptedException, Misuse {
    var running = servers().supervisor().status(name).map(ServerStatus::runningSpec);
    if (running.isEmpty()) return;
    var drain = running.get().options().timeouts().drain();
    var idle = new Idle(servers().supervisor(), name, servers().timer());
    int left = idle.await(drain, use);
    if (left == 0) return;
    throw new Misuse(
        Answer
            .failure(
                "Server \"" + name + "\" still works on " + Farewells.counted(left) + " after "
                    + drain.toMillis() + " ms (drain_ms). Nothing was stopped or taken out.",
                "busy",
                "Wait for the calls to end and call this again, or end them: uninstall_mcp_server "
                    + "{\"server_name\": \"" + name + "\", \"force\": true}.")
            .about(name));
  }

  private static Answer answer(String name, UninstallOutcome outcome, List<Retirement> gone) {
    return switch (outcome) {
      case UninstallOutcome.Done done -> done(name, done, gone);
      case UninstallOutcome.Unknown(var known) -> unknown(name, known);
      case UninstallOutcome.Refused(var reason, var nextStep) ->
        Answer.failure(reason + andStopped(gone), "refused", nextStep).about(name);
    };
  }

  private static Answer done(String name, UninstallOutcome.Done done, List<Retirement> gone) {
    var parts = new ArrayList<String>();
    var files = done.files().stream().map(Path::toString).collect(Collectors.joining(", "));
    parts.add("Server \"" + name + "\" is uninstalled"
        + (files.isEmpty() ? "." : "; its entry was taken out of " + files + "."));
    parts.addAll(done.stays());
    var answer = Answer.success().about(name).put("message", String.join(" ", parts));
    answer.content().put("files_deleted", done.filesDeleted());
    return answer.put("warnings", Excerpt.ofWarnings(Farewells.warnings(gone)));
  }

  private static String andStopped(List<Retirement> gone) {
    return gone.isEmpty() ? "" : " The server was stopped; its next call starts it again.";
  }

  private static Answer unknown(String name, List<String> known) {
    return Answer
        .failure(
            "No server named \"" + name + "\" was installed or linked. Nothing was done."
                + Suggestion.sentence(name, known),
            "unknown_server",
            "list_installed_mcp_servers {} shows those that are; an entry that somebody wrote by "
                + "hand is taken out by hand.")
        .about(name);
  }
}
