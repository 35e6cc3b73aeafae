package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotplug init} adds one entry, and nothing else changes. */
class InitIT {
  /** Tabs, odd blanks, CRLF, an escape, no newline at the end. */
  private static final String ODD = "{\r\n\t\"mcpServers\" : {\r\n\t\t\"notes\":   {"
      + "\"command\":\"n\\u006fde\", \"timeout\": 5.0e3 ,\"x\":[ ]}\r\n\t},\r\n"
      + "\t\"later\": {\"a\":1,\"a\":2}\r\n}";

  @TempDir
  private Path folder;

  @Test
  void aNewFileHoldsOurEntryOnly() throws Exception {
    var ran = Ran.hotplug(folder, "init");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("added to", file().toString());
    assertThat(Bytes.tree(Files.readString(file())).toString())
        .isEqualTo("{\"mcpServers\":{\"hotplug\":{\"command\":\"" + Launcher.path() + "\"}}}");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
  }

  @Test
  void theNewEntryStartsHotplug() throws Exception {
    Ran.hotplug(folder, "init");
    var command = Bytes.tree(Files.readString(file())).at("/mcpServers/hotplug/command").asText();

    try (var hotplug = Hotplug.in(folder).launcher(Path.of(command)).start()) {
      var list = hotplug.callTool("list_available_servers", "{}").assertSuccess();

      assertThat(list.field("problems")).isEmpty();
      assertThat(list.field("servers").path(0).path("note").asText()).contains("Hotplug itself");
      hotplug.load("hotplug").assertFailure("is Hotplug itself");
    }
  }

  @Test
  void everyOtherByteStaysAndABackupIsMade() throws Exception {
    Files.writeString(file(), ODD);

    var ran = Ran.hotplug(Path.of("/"), "init", "--project", folder.toString());

    assertThat(ran.exit()).isZero();
    var now = Files.readString(file());
    int at = ODD.indexOf("\r\n\t},\r\n\t\"later\"");
    assertThat(now).startsWith(ODD.substring(0, at)).endsWith(ODD.substring(at));
    assertThat(now.substring(at, now.length() - (ODD.length() - at))).contains("\"hotplug\"",
        Launcher.path().toString());
    try (var files = Files.list(folder)) {
      assertThat(files.filter(path -> !path.equals(file()))).singleElement()
          .satisfies(backup -> assertThat(backup).content().isEqualTo(ODD))
          .satisfies(backup -> assertThat(ran.out()).contains(backup.toString()));
    }
  }

  @Test
  void aDryRunShowsWhatItWouldWriteAndWritesNothing() throws Exception {
    Files.writeString(file(), ODD);

    var ran = Ran.hotplug(folder, "init", "--dry-run");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("nothing was written", Launcher.path().toString(), "\"later\"");
    assertThat(file()).content().isEqualTo(ODD);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
  }

  @Test
  void aSecondInitChangesNothing() throws Exception {
    Ran.hotplug(folder, "init");
    var once = Files.readString(file());

    var ran = Ran.hotplug(folder, "init");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("has Hotplug already", "Nothing was written");
    assertThat(file()).content().isEqualTo(once);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
  }

  @Test
  void anEntryOfAnOlderPlaceIsBroughtUpToDate() throws Exception {
    Files.writeString(file(), "{\"mcpServers\": {\"hotplug\": {\"command\": \"/old/hotplug\"}}}\n");

    var ran = Ran.hotplug(folder, "init");

    assertThat(ran.out()).contains("brought up to date");
    assertThat(Files.readString(file())).contains(Launcher.path().toString())
        .doesNotContain("/old/hotplug");
  }

  @Test
  void aFileThatCannotBeReadIsLeftAloneAndNamedWithItsPlace() throws Exception {
    Files.writeString(file(), "{\n  \"mcpServers\": {},\n}");

    var ran = Ran.hotplug(folder, "init");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains(file() + ":3:1:");
    assertThat(file()).content().isEqualTo("{\n  \"mcpServers\": {},\n}");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws Exception {
    var ran = Ran.hotplug(folder, "init", "--project", "no/such/folder");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("there is no folder " + folder.resolve("no/such/folder"),
        "Nothing was written");
  }

  private Path file() {
    return folder.resolve(".mcp.json");
  }
}
