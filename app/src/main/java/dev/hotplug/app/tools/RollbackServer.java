package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.UpdateOutcome;
import java.util.function.Supplier;

/** {@code rollback_mcp_server}: goes back to the version before. */
final class RollbackServer extends WaitingTool {
  private static final Usage USAGE = Usage.of(Example.rollback("…"), "server_name");
  private static final Definition DEFINITION = Definition.of("""
      {"name": "rollback_mcp_server",
      "title": "Go back to the version before",
      "description": "Brings an MCP server that was installed from git back to the version before, \
      which is kept as it was built: nothing is fetched or built. Use it when an update does not \
      do. A server that runs is reloaded without losing a call. Doing it twice leads to the newer \
      version again; the answer has both commits.",
      "inputSchema": {"type": "object",
      "properties": {
      "server_name": {"type": "string", "description": "Name of the installed server"}},
      "required": ["server_name"]},
      "annotations": {"title": "Go back to the version before", "readOnlyHint": false,
      "destructiveHint": false, "idempotentHint": false, "openWorldHint": true}}
      """, """
      "commit": {"type": "string"},
      "step": {"type": "string"},
      "reason": {"type": "string"},
      "log_tail": {"type": "array", "items": {"type": "string"}},
      """ + UpdateAnswers.FIELDS);

  private final Supplier<Installations> installs;

  RollbackServer(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var name = Arguments.of(use, USAGE).text("server_name");
    var installations = installs.get();
    var succession = new Succession(servers(), name, use, installations);
    var outcome = new Undertaking(use, servers().timer(), "Going back",
        "The version that was installed stays.")
        .run(_ -> installations.rollback(name, succession::take));
    if (outcome instanceof UpdateOutcome.Failed) succession.restore();
    return UpdateAnswers.of("Going back", name, outcome, succession);
  }
}
