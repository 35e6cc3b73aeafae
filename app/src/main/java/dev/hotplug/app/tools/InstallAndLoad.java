package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.InstallOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code install_and_load_mcp_server}: installs a server, and loads it at once. */
final class InstallAndLoad extends WaitingTool {
  private static final Definition DEFINITION = Definition.of(
      """
          {"name": "install_and_load_mcp_server",
          "title": "Install an MCP server from git and load it",
          "description": "Does what install_mcp_server_from_git does, with the same arguments and the \
          same plan to agree to, and then what load_mcp_server_dynamically does. Use it when the server \
          is to be used at once: the answer lists its tools, to be called with \
          call_dynamic_server_tool. Nothing of the repository runs before somebody agrees: the first \
          call answers needs_confirmation with the plan and its hash; show it to the user, and if they \
          agree call again with the same arguments and confirm set to that hash.",
          """
          + InstallSchema.PARAMETERS
          + """
              ,
              "annotations": {"title": "Install an MCP server from git and load it", "readOnlyHint": false,
              "destructiveHint": true, "idempotentHint": false, "openWorldHint": true}}
              """,
      InstallSchema.FIELDS + "," + Loaded.FIELDS + "," + Quarantined.FIELD);

  private final Supplier<Installations> installs;
  private final LoadServer loader;

  InstallAndLoad(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
    this.loader = new LoadServer(servers);
  }

  @Override
  Answer use(ToolUse use) throws InterruptedException, Misuse {
    var installation = Installation.of(use, DEFINITION.name(), installs.get(), servers().timer());
    if (!(installation.outcome() instanceof InstallOutcome.Done(var server, var _, var _, var _))) {
      return installation.answer();
    }
    return joined(installation.answer(), loader.load(server.name(), use), server.name());
  }

  /** One answer of two; a server that does not load is installed all the same. */
  private static Answer joined(Answer installed, Answer loaded, String server) {
    var loading = loaded.content();
    if (!loading.path("success").booleanValue()) {
      return loaded.put("error", loaded.error() + " It is installed and listed.")
          .put("status", "failed")
          .put("step", "load")
          .put("reason", loaded.error())
          .put("commit", installed.content().path("commit").asText());
    }
    var warnings = new ArrayList<>(warnings(installed.content()));
    warnings.addAll(warnings(loading));
    installed.content().setAll(loading);
    return installed.put("warnings", warnings)
        .put("next_step", "Call " + Example.call(server, "…", "{…}") + ".");
  }

  private static List<String> warnings(ObjectNode content) {
    var warnings = new ArrayList<String>();
    content.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }
}
