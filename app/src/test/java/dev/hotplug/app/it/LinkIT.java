package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that somebody works on is used where it lies, and uninstalled without a trace. */
class LinkIT {
  private static final String FILE = "{ \"mcpServers\" : {\t\"other\": {\"command\": \"x\"}}}\r\n";

  @TempDir
  private Path top;

  @Test
  void aLinkedServerRunsWhereItLiesAndReloadsWhenItIsSaved() throws Exception {
    var folder = top.toRealPath();
    var project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve(".mcp.json"), FILE);
    var notes = folder.resolve("notes");
    Sample.NODE.save(notes, "v1");
    Files.writeString(notes.resolve("package.json"), """
        {"name": "notes", "bin": "server.js"}
        """);

    try (var hotplug = Hotplug.on(project)) {
      var linked = hotplug.callTool("link_mcp_server", "{\"path\":\"../notes\"}").assertSuccess();

      assertThat(linked.word("server_name")).isEqualTo("notes");
      assertThat(linked.word("path")).isEqualTo(notes.toString());
      assertThat(linked.field("missing")).isEmpty();
      assertThat(hotplug.text("notes", "version", "{}")).isEqualTo("v1");
      Sample.NODE.save(notes, "v2");
      hotplug.awaitText("notes", "version", "{}", "v2");
      var listed = hotplug.callTool("list_installed_mcp_servers", "{}").field("servers").path(0);
      assertThat(listed.path("linked").asBoolean()).isTrue();
      assertThat(listed.path("path").asText()).isEqualTo(notes.toString());

      var gone = hotplug
          .callTool("uninstall_mcp_server", "{\"server_name\":\"notes\",\"delete_files\":true}")
          .assertSuccess();

      assertThat(gone.word("message")).contains(notes.toString(), "linked, not installed");
      assertThat(Files.readString(project.resolve(".mcp.json"))).isEqualTo(FILE);
      assertThat(notes.resolve("server.js")).exists();
    }
  }

  @Test
  void byHandItIsTheSameAndSaysWhatIsMissing() throws Exception {
    var folder = top.toRealPath();
    var notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("package.json"), """
        {"name": "notes", "bin": "dist/server.js", "scripts": {"build": "tsc"}}
        """);
    try (var shell = Shell.in(folder)) {
      var linked = shell.hotplug("link", "notes", "--name", "mine");
      var list = shell.hotplug("list");
      var gone = shell.hotplug("uninstall", "mine", "--yes");

      assertThat(linked.exit()).as(linked.err()).isZero();
      assertThat(linked.out()).contains("\"mine\" is linked to " + notes,
          notes + "/dist/server.js is missing", "cd " + notes + " && npm run build");
      assertThat(list.out()).containsPattern("mine +hotplug.servers +- +" + notes);
      assertThat(gone.exit()).as(gone.err()).isZero();
      assertThat(gone.out()).contains("\"mine\" linked", "its folder " + notes + " stays");
      assertThat(Files.readString(folder.resolve(".mcp.json"))).doesNotContain("mine");
    }
  }
}
