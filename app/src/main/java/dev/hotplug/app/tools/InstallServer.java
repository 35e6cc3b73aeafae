package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import java.util.function.Supplier;

/** {@code install_mcp_server_from_git}: builds a server from a repository, once agreed to. */
final class InstallServer extends WaitingTool {
  private static final Definition DEFINITION = Definition
      .of("""
          {"name": "install_mcp_server_from_git",
          "title": "Install an MCP server from git",
          "description": "Installs an MCP server from a git repository: finds out how it is built, \
          builds it, sees that it answers, and adds it to hotplug.servers in .mcp.json. Use it when the \
          user wants a server that is not configured. Nothing of the repository runs before somebody \
          agrees: the first call answers needs_confirmation with the plan, every command that will be \
          run, and with its hash; show it to the user, and if they agree call again with the same \
          arguments and confirm set to that hash. Where the client can ask, the user is asked instead, \
          and one call suffices. needs_choice lists the servers of a repository that has several; \
          failed has the step, the reason and what to do next. load_mcp_server_dynamically then starts \
          it; install_and_load_mcp_server does both.",
          """
          + InstallSchema.PARAMETERS + """
              ,
              "annotations": {"title": "Install an MCP server from git", "readOnlyHint": false,
              "destructiveHint": true, "idempotentHint": false, "openWorldHint": true}}
              """, InstallSchema.FIELDS + """
              , "server_name": {"type": "string"},
              "tools": {"type": "array", "items": {"type": "object", "properties": {\
              "name": {"type": "string"}}, "required": ["name"]}},
              "warnings": {"type": "array", "items": {"type": "string"}}
              """);

  private final Supplier<Installations> installs;

  InstallServer(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    return Installation.of(use, DEFINITION.name(), installs.get(), servers().timer()).answer();
  }
}
