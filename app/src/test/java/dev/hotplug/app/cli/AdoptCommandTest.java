package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers go behind Hotplug and back, and the file is then as it was. */
class AdoptCommandTest {
  /** Laid out as nobody would print it. */
  private static final String TEXT = """
      { "mcpServers" : {
      \t"a": {"command":"x" ,"env":{}},
      \t"hotplug":{"command":"/opt/other/hotplug"}, "b" : { "command": "y"
      } ,
        "us": {"command": "/opt/hotplug"}}, "z": 1.50 }
      """.replace("\n", "\r\n");

  @TempDir
  private Path top;

  private Path project;
  private Path file;
  private Screen screen;

  @BeforeEach
  void begin() throws IOException {
    project = Files.createDirectory(top.resolve("project"));
    file = Files.writeString(project.resolve(".mcp.json"), TEXT);
    var launcher = Files.createFile(top.resolve("hotplug"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.writeString(file, text());
    screen = Screen.startedBy(launcher)
        .in(Map.of("XDG_STATE_HOME", top.resolve("state").toString()));
  }

  /** With an entry that starts this Hotplug by another name. */
  private String text() {
    return TEXT.replace("/opt/hotplug", top.resolve("hotplug").toString());
  }

  @Test
  void allButHotplugItselfIsMovedAndComesBackToTheByte() throws Exception {
    assertThat(run("adopt", "--all", "--yes")).isZero();

    assertThat(servers(ServerList.HOTPLUG_SERVERS)).containsExactly("a", "b");
    assertThat(servers(ServerList.MCP_SERVERS)).containsExactly("hotplug", "us");
    assertThat(screen.out())
        .contains("In " + file + ", from mcpServers to hotplug.servers:\n  a\n  b\n")
        .endsWith(
            "a, b: now only Hotplug starts them. Restart the client. What it held before is in "
                + file + ".bak.\n");
    assertThat(Files.readString(top.resolve("project/.mcp.json.bak"))).isEqualTo(text());

    assertThat(run("eject", "--all", "--yes")).isZero();

    assertThat(Files.readString(file)).isEqualTo(text());
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void theyComeBackToTheByteInWhateverStepsTheyWent() throws Exception {
    for (var steps : List.of(List.of("adopt b", "adopt a", "eject a", "eject b"),
        List.of("adopt b", "adopt a", "eject b a"), List.of("adopt a b", "eject --all"),
        List.of("adopt a", "adopt b", "eject --all"),
        List.of("adopt a", "adopt b", "eject a", "eject b"),
        List.of("adopt b", "adopt a", "eject b", "adopt b", "eject a", "eject b"),
        List.of("adopt a", "eject a", "adopt b", "eject b"))) {
      for (var step : steps) {
        var words = new ArrayList<>(List.of(step.split(" ", -1)));
        words.add("--yes");
        assertThat(run(words.toArray(String[]::new))).as(step).isZero();
      }

      assertThat(Files.readString(file)).as(steps.toString()).isEqualTo(text());
    }
  }

  @Test
  void whatSomebodyChangedInBetweenStaysChanged() throws Exception {
    run("adopt", "a", "--yes");
    Files.writeString(file, Files.readString(file).replace("1.50", "2.50"));

    assertThat(run("eject", "a", "--yes")).isZero();

    assertThat(servers(ServerList.MCP_SERVERS)).containsExactly("hotplug", "b", "us", "a");
    assertThat(Files.readString(file)).contains("\"z\": 2.50", "\"b\" : { \"command\": \"y\"\r\n}")
        .doesNotContain("hotplug.servers", "servers\"");
  }

  @Test
  void nothingIsMovedUntilSomebodyAgrees() throws Exception {
    assertThat(run("adopt", "a")).isOne();
    assertThat(screen.err()).isEqualTo("hotplug: nothing was changed, for there is nobody to ask. "
        + "If you agree, run the same with --yes.\n");
    screen.typing("n\n");
    assertThat(run("adopt", "a")).isOne();
    assertThat(screen.out()).endsWith("Do it? [y/N] ");
    assertThat(run("adopt", "a", "--dry-run")).isZero();
    assertThat(screen.out())
        .contains("# " + file + " would become this; nothing was written:\n{ \"mcp")
        .contains("\"hotplug\" :");
    assertThat(Files.readString(file)).isEqualTo(text());
    assertThat(top.resolve("state")).doesNotExist();

    screen.typing("y\n");
    assertThat(run("adopt", "a")).isZero();
    assertThat(servers(ServerList.HOTPLUG_SERVERS)).containsExactly("a");
  }

  @Test
  void whatIsNotThereIsNamedAndNothingElseIsDone() throws Exception {
    failed("there is no server \"none\" in mcpServers of " + file
        + ". Nothing was changed. There are: a, hotplug, b, us.", "adopt", "a", "none");
    failed("\"hotplug\" is Hotplug itself, which the client must start. Nothing was changed.",
        "adopt", "hotplug");
    failed("\"us\" is Hotplug itself", "adopt", "us");
    run("adopt", "a", "--yes");
    failed("there is no server \"a\" in mcpServers of " + file
        + ". Nothing was changed. There are: hotplug, b, us.", "adopt", "a");
    failed("there is no file " + top.resolve(".mcp.json") + ". Nothing was changed.", "adopt", "a",
        "--project", top.toString());
  }

  @Test
  void aDamagedFileIsRefusedWithItsPlace() throws Exception {
    Files.writeString(file, "{\"mcpServers\": {},}");

    failed(file + ":1:19: not valid JSON: unexpected '}' after a comma. Nothing was changed.",
        "adopt", "--all", "--yes");
    assertThat(Files.readString(file)).isEqualTo("{\"mcpServers\": {},}");
  }

  @Test
  void withoutNamesNothingIsUnderstood() {
    assertThat(run("adopt")).isEqualTo(2);
    assertThat(screen.err()).startsWith("name the servers, or say --all");
    assertThat(run("eject", "a", "--all")).isEqualTo(2);
  }

  @Test
  void installedServersStayWithHotplugUnlessTheyAreNamed() throws Exception {
    Files.writeString(file, """
        {"hotplug": {"servers": {"a": {"command": "x"}, "notes": {"command": "x", "hotplug": {
          "source": {"url": "u", "commit": "c"}}}}}}""");

    assertThat(run("eject", "--all", "--yes")).isZero();
    assertThat(servers(ServerList.MCP_SERVERS)).containsExactly("a");

    assertThat(run("eject", "notes", "--yes")).isZero();
    assertThat(servers(ServerList.MCP_SERVERS)).containsExactly("a", "notes");
  }

  @Test
  void whoHasNoHotplugInTheFileIsToldToAddIt() throws Exception {
    Files.writeString(file, "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}");

    run("adopt", "--all", "--yes");

    assertThat(screen.out())
        .contains("Hotplug itself is not in " + file + ": add it with hotplug init.");
  }

  @Test
  void whatIsRememberedIsForTheUserAloneAndBounded() throws Exception {
    for (int i = 0; i < 25; i++) {
      run("adopt", "a", "--yes");
      run("eject", "a", "--yes");
    }

    try (Stream<Path> all = Files.walk(top.resolve("state/hotplug"))) {
      var files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(20);
      for (var each : files) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void byWishOnlyTheUsersOwnSettingsAreChanged() throws Exception {
    var settings = project.resolve(".claude/settings.local.json");

    assertThat(run("adopt", "a", "--local", "--yes")).isZero();
    assertThat(Files.readString(settings))
        .isEqualTo("{\n  \"disabledMcpjsonServers\": [\"a\"]\n}\n");
    assertThat(screen.out())
        .contains("In " + settings + ", servers that Claude Code is not to start:\n  a\n")
        .endsWith("a: Claude Code does not start them any more for you. Restart the client.\n");
    assertThat(run("adopt", "--all", "--local", "--yes")).isZero();
    assertThat(Files.readString(settings)).contains("[\"a\", \"b\"]");
    assertThat(run("eject", "--all", "--local", "--yes")).isZero();

    assertThat(screen.out()).endsWith("a, b: Claude Code starts them again. Restart it. Nothing is "
        + "left in " + settings + ", so it is gone again.\n");
    assertThat(project.resolve(".claude")).doesNotExist();
    assertThat(Files.readString(file)).isEqualTo(text());
  }

  @Test
  void whatWasThereBeforeOrCameSinceStays() throws Exception {
    var folder = project.resolve(".claude");
    var settings = folder.resolve("settings.local.json");
    run("adopt", "a", "--local", "--yes");
    Files.createFile(folder.resolve("notes"));
    run("eject", "a", "--local", "--yes");
    assertThat(folder).isDirectoryContaining("glob:**/notes");
    assertThat(settings).doesNotExist();

    Files.writeString(settings, "{}");
    run("adopt", "a", "--local", "--yes");
    run("eject", "a", "--local", "--yes");
    assertThat(Files.readString(settings)).isEqualTo("{}");
  }

  @Test
  void whatSomebodyChangedBetweenSeveralMovesStaysChanged() throws Exception {
    run("adopt", "a", "--yes");
    run("adopt", "b", "--yes");
    Files.writeString(file, Files.readString(file).replace("1.50", "2.50"));
    run("eject", "a", "--yes");
    run("eject", "b", "--yes");

    assertThat(Files.readString(file)).contains("\"z\": 2.50");
    assertThat(servers(ServerList.MCP_SERVERS)).containsExactly("hotplug", "us", "a", "b");
  }

  @Test
  void whatElseIsInTheSettingsStaysAndComesBackToTheByte() throws Exception {
    var settings = Files.createDirectory(project.resolve(".claude")).resolve("settings.local.json");
    var before = "{\"disabledMcpjsonServers\" :[\n\"other\" ],\t\"permissions\": {\"allow\":[ ]}}";
    Files.writeString(settings, before);

    run("adopt", "b", "--local", "--yes");
    run("adopt", "a", "--local", "--yes");
    assertThat(Files.readString(settings))
        .isEqualTo(before.replace("\"other\" ]", "\"other\",\n\"b\",\n\"a\" ]"));
    assertThat(run("eject", "--all", "--local", "--yes")).isZero();

    assertThat(Files.readString(settings)).isEqualTo(before);
    Files.writeString(settings, "{,}");
    failed(settings + ":1:2: not valid JSON", "adopt", "a", "--local", "--yes");
    assertThat(Files.readString(settings)).isEqualTo("{,}");
  }

  private void failed(String why, String... words) {
    var before = screen.err();
    assertThat(run(words)).isOne();
    assertThat(screen.err()).startsWith(before + "hotplug: " + why);
  }

  private int run(String... words) {
    var all = new ArrayList<>(List.of(words));
    if (!all.contains("--project")) all.addAll(List.of("--project", project.toString()));
    return screen.run(all.toArray(String[]::new));
  }

  private List<String> servers(ServerList list) {
    return McpJson.names(file, list);
  }
}
