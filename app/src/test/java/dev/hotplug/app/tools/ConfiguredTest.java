package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why an entry is not started; each answer has its three parts, which {@link World} checks. */
class ConfiguredTest {
  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void withoutAFileThatIsSaid() {
    check("notes", "unknown_server",
        "No server named \"notes\" is configured: no .mcp.json was found. Nothing was started.",
        "Add it to \"hotplug\": {\"servers\": {…}} in .mcp.json, then call this again.");
  }

  @Test
  void anUnknownServerIsToldFromItsNeighbours() {
    world.withServers("notes", "mail");

    check("ntoes", "unknown_server",
        "No server named \"ntoes\" is configured: read was " + world.file()
            + ". Nothing was started. Did you mean \"notes\"?",
        "Use one of: mail, notes. list_available_servers {} shows them with their files.");
  }

  @Test
  void aProblemOfTheFileIsShownWithItsPlace() {
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":5}}}}");

    var error = world.load("notes").path("error").asText();

    assertThat(error).contains("(problems: 1, the first at " + world.file() + ":1:")
        .endsWith("). Nothing was started.")
        .doesNotContain("..");
  }

  @Test
  void aDisabledServerIsNotStarted() {
    world.configured("""
        {"hotplug": {"servers": {"notes": {"command": "x", "disabled": true}}}}""");

    check("notes", "disabled",
        "Server \"notes\" is disabled (\"disabled\": true in " + world.file()
            + "). Nothing was started.",
        "Set \"disabled\" to false in its entry, or take it out, and call this again.");
  }

  @Test
  void hotplugItselfIsNotStarted() throws Exception {
    var launcher = Files.createFile(folder.resolve("hotplug"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    world.configured("{\"mcpServers\": {\"anything\": {\"command\": \"./hotplug\"}}}");

    check("anything", "is_hotplug",
        "The entry \"anything\" is Hotplug itself, which cannot run behind itself. "
            + "Nothing was started.",
        "Load another server; list_available_servers {} shows them.");
    assertThat(world.use("list_available_servers", "{}").at("/servers/0/note").asText())
        .isEqualTo("This is Hotplug itself; it cannot be loaded.");
  }

  @Test
  void anUnsetVariableFailsOnlyItsServerByName() {
    world.configured("""
        {"hotplug": {"servers": {
          "notes": {"command": "x", "args": ["${NOTES_TOKEN}", "${NOTES_URL}"]},
          "mail": {"command": "x", "args": ["${MAIL:-none}"]}}}}""");
    world.servers().starts("mail", Catalogs.of());

    var failed = check("notes", "unset_variables",
        "Server \"notes\" refers to variables that are not set: NOTES_TOKEN, NOTES_URL (in "
            + world.file() + "). Nothing was started; other servers are not affected.",
        "Set NOTES_TOKEN, NOTES_URL in the environment Hotplug is started with or, for this server "
            + "alone, in " + folder.resolve("env/notes") + " (NAME=value, a line each), or write a "
            + "default (${NAME:-default}) or the value into its entry, and call this again.");
    assertThat(failed.path("unset")).hasToString("[\"NOTES_TOKEN\",\"NOTES_URL\"]");
    assertThat(world.load("mail").path("success").booleanValue()).isTrue();
  }

  @Test
  void oneThatIsInstalledOnlyWithAColleagueIsAnsweredWithTheInstallation() {
    var elsewhere = folder.resolve("installed/notes/current/.venv/bin/notes");
    installed(elsewhere.toString(), "[]");

    check("notes", "not_installed",
        "Server \"notes\" is not installed on this machine: " + world.file()
            + " lists it, installed from https://x/y.git, but its files are not here. "
            + "Nothing was started.",
        "Call install_mcp_server_from_git {\"git_url\": \"https://x/y.git\", \"ref\": \"c0ffee\", "
            + "\"server_name\": \"notes\", \"subdir\": \"a/b\"}, then call this again.");
    installed("node", "[\"/home/bob/.local/share/hotplug/servers/notes/current/index.js\"]");
    assertThat(world.load("notes").path("status").asText()).isEqualTo("not_installed");
  }

  @Test
  void theInstallationOfAColleaguesEntryKeepsItsListAndItsReferencesAndNamesNoValue() {
    world.configured("""
        {"mcpServers": {"notes": {"command": "%s", "env": {"TOKEN": "${NOTES_TOKEN}",
          "A": "${NOTES_A}", "SECRET": "s3cret", "MIXED": "x${NOTES_A}"},
          "hotplug": {"source": {"url": "https://x/y.git", "commit": "c0ffee"}}}}}
        """.formatted(folder.resolve("installed/notes/current/notes")));

    assertThat(world.load("notes").path("next_step").asText())
        .isEqualTo("Call install_mcp_server_from_git {\"git_url\": \"https://x/y.git\", \"ref\": "
            + "\"c0ffee\", \"server_name\": \"notes\", \"env_vars\": {\"A\": \"${NOTES_A}\", "
            + "\"TOKEN\": \"${NOTES_TOKEN}\"}, \"expose\": \"client\"}, then call this again.");
  }

  @Test
  void oneThatIsInstalledHereIsStarted() throws Exception {
    var here = Files.createDirectories(folder.resolve("installed/notes")).resolve("index.js");
    installed("node", "[\"" + Files.createFile(here) + "\", \"/no/hotplug/server\"]");
    world.servers().starts("notes", Catalogs.of());

    assertThat(world.load("notes").path("success").booleanValue()).isTrue();
  }

  private void installed(String command, String args) {
    world.configured(
        """
            {"hotplug": {"servers": {"notes": {"command": "%s", "args": %s, "env": {"A": "${UNSET_HERE:-}"},
              "hotplug": {"source": {"url": "https://x/y.git", "commit": "c0ffee", "subdir": "a/b"}}}}}}
            """
            .formatted(command, args));
  }

  private JsonNode check(String server, String status, String error, String nextStep) {
    var failed = world.load(server);
    assertThat(failed.path("error").asText()).isEqualTo(error);
    assertThat(failed.path("status").asText()).isEqualTo(status);
    assertThat(failed.path("next_step").asText()).isEqualTo(nextStep);
    assertThat(failed.path("server_name").asText()).isEqualTo(server);
    return failed;
  }
}
