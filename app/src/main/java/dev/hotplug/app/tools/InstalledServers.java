package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.Installed;
import java.util.List;
import java.util.function.Supplier;

/** {@code list_installed_mcp_servers}: what was installed from git, or linked. */
final class InstalledServers extends WaitingTool {
  private static final Definition DEFINITION = Definition.of("""
      {"name": "list_installed_mcp_servers",
      "title": "List installed MCP servers",
      "description": "Lists the MCP servers that were installed from git or linked to a local \
      folder (linked; path is that folder, and there is no commit), with where they came \
      from, the commit, the folder, the command that starts them and the names of their variables. \
      Use it before installing or uninstalling. list_available_servers lists all that are \
      configured, by whomever.",
      "inputSchema": {"type": "object", "properties": {}},
      "annotations": {"title": "List installed MCP servers", "readOnlyHint": true,
      "destructiveHint": false, "idempotentHint": true, "openWorldHint": false}}
      """, """
      "servers": {"type": "array", "items": {"type": "object", "properties": {\
      "name": {"type": "string"}, "path": {"type": "string"}, \
      "command": {"type": "array", "items": {"type": "string"}}, \
      "env_vars": {"type": "array", "items": {"type": "string"}}, \
      "commit": {"type": "string"}, "url": {"type": "string"}, "subdir": {"type": "string"}, \
      "linked": {"type": "boolean"}, \
      "files": {"type": "array", "items": {"type": "string"}}}, \
      "required": ["name", "path", "command", "env_vars", "linked"]}},
      "count": {"type": "integer"}
      """);

  private final Supplier<Installations> installs;

  InstalledServers(Servers servers, Supplier<Installations> installs) {
    super(DEFINITION, servers);
    this.installs = installs;
  }

  @Override
  Answer use(ToolUse use) {
    return listed(installs.get().installed());
  }

  private static Answer listed(List<Installed> installed) {
    var answer = Answer.success();
    var array = answer.content().putArray("servers");
    for (var server : installed) {
      var words = array.addObject()
          .put("name", server.name())
          .put("path", server.folder().toString());
      server.start().forEach(words.putArray("command")::add);
      server.env().forEach(words.putArray("env_vars")::add);
      words.put("linked", server.isLinked());
      if (!server.isLinked()) words.put("commit", server.commit()).put("url", server.url());
      server.subdir().ifPresent(subdir -> words.put("subdir", subdir));
      var files = words.putArray("files");
      server.files().forEach(file -> files.add(file.toString()));
    }
    return answer.put("count", installed.size());
  }
}
