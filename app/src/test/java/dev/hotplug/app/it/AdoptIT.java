package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of a project go behind Hotplug and back, by hand. */
class AdoptIT {
  @TempDir
  private Path folder;

  private Path file;
  private String text;

  @BeforeEach
  void configure() throws IOException {
    file = folder.resolve(".mcp.json");
    text = """
        { "mcpServers" : {
        \t"hotplug": {"command": %s},
        \t"torture": %s }, "z": 1.50 }
        """.formatted(Bytes.quote(Launcher.path().toString()), Entry.torture().json())
        .replace("\n", "\r\n");
    Files.writeString(file, text);
  }

  @Test
  void whatIsAdoptedIsServedByHotplugAloneUntilItIsEjectedToTheByte() throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      var adopted = Ran.beside(hotplug, folder, "adopt", "--all", "--yes");

      assertThat(adopted.exit()).as(adopted.err()).isZero();
      assertThat(adopted.out()).contains("torture: now only Hotplug starts them.");
      assertThat(listOf(hotplug, "torture")).isEqualTo("hotplug.servers");
      assertThat(hotplug.text("torture", "echo", "{\"text\": \"here\"}")).isEqualTo("here");

      var ejected = Ran.beside(hotplug, folder, "eject", "--all", "--yes");

      assertThat(ejected.exit()).as(ejected.err()).isZero();
      assertThat(Files.readString(file)).isEqualTo(text);
      assertThat(listOf(hotplug, "torture")).isEqualTo("mcpServers");
    }
  }

  @Test
  void byWishTheFileOfTheTeamIsLeftAlone() throws Exception {
    var settings = folder.resolve(".claude/settings.local.json");
    try (var shell = Shell.in(folder)) {
      var adopted = shell.hotplug("adopt", "torture", "--local", "--yes");

      assertThat(adopted.exit()).as(adopted.err()).isZero();
      assertThat(Bytes.tree(Files.readString(settings)).at("/disabledMcpjsonServers/0").asText())
          .isEqualTo("torture");
      assertThat(Files.readString(file)).isEqualTo(text);

      assertThat(shell.hotplug("eject", "torture", "--local", "--yes").exit()).isZero();
      assertThat(folder.resolve(".claude")).doesNotExist();
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  @Test
  void whereNobodyCanBeAskedNothingIsChanged() throws Exception {
    try (var shell = Shell.in(folder)) {
      var unasked = shell.hotplug("adopt", "--all");

      assertThat(unasked.exit()).isEqualTo(1);
      assertThat(unasked.out()).contains("from mcpServers to hotplug.servers:\n  torture\n");
      assertThat(unasked.err()).contains("nothing was changed, for there is nobody to ask",
          "--yes");
      assertThat(Tree.files(folder)).containsExactly(file);
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  private static String listOf(Hotplug hotplug, String name) throws InterruptedException {
    var list = hotplug.callTool("list_available_servers", "{}").assertSuccess();
    for (var server : list.field("servers")) {
      if (server.path("name").asText().equals(name)) return server.path("list").asText();
    }
    throw new AssertionError(name + " is not listed");
  }
}
