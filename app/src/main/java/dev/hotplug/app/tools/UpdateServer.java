package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import java.util.function.Supplier;

/** {@code update_mcp_server}: has a newer version of an installed server, once agreed to. */
final class UpdateServer extends WaitingTool {
  private static final Usage USAGE = Usage.of("update_mcp_server {\"server_name\": \"…\"}",
      "server_name", "ref", "confirm");
  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "update_mcp_server",
          "title": "Update an installed MCP server",
          "description": "Brings an MCP server that was installed from git to the newest commit of its \
          branch, or to ref. Use it when the user wants what is new in a server. Nothing of the new version runs before somebody agrees: the first call \
          answers needs_confirmation with the old and the new commit, the commits between, what changes \
          in the plan, and the plan's hash; show it to the user, and if they agree call again with the \
          same arguments and confirm set to that hash. Then it is built beside the old version and \
          tried out, and a server that runs is reloaded without losing a call; the answer has the tools \
          that were added, removed or changed (breaking or not). Whatever fails, the old version goes \
          on. newest means that there is nothing to do. rollback_mcp_server goes back.",
          "inputSchema": {"type": "object",
          "properties": {
          "server_name": {"type": "string", "description": "Name of the installed server"},
          "ref": {"type": "string", "description": "Branch, tag or whole commit; by default what was \
          installed"},
          "confirm": {"type": "string", "description": "The hash of the plan that was agreed to"}},
          "required": ["server_name"]},
          "annotations": {"title": "Update an installed MCP server", "readOnlyHint": false,
          "destructiveHint": true, "idempotentHint": false, "openWorldHint": true}}
          """,
      InstallSchema.FIELDS + """
          , "update": {"type": "object", "properties": {
          "notes": {"type": "array", "items": {"type": "string"}},
          "commits": {"type": "array", "items": {"type": "string"}},
          "more_commits": {"type": "integer"},
          "plan_changes": {"type": "array", "items": {"type": "string"}}},
          "required": ["notes", "commits", "plan_changes"]},
          """ + UpdateAnswers.FIELDS);

  private final Supplier<Installations> installs;

  UpdateServer(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var arguments = Arguments.of(use, USAGE);
    return new Updating(use, servers(), installs.get()).answer(arguments.text("server_name"),
        arguments.optionalText("ref"), arguments.optionalText("confirm"));
  }
}
