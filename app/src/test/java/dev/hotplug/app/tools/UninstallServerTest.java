package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.UninstallOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallServerTest {
  private static final String TOOL = "uninstall_mcp_server";

  @TempDir
  private Path folder;
  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder);
    world.installations().has(ScriptedInstallations.server("notes"));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theInstalledAreListed() {
    assertThat(world.use("list_installed_mcp_servers", "{}")).hasToString("""
        {"success":true,"servers":[{"name":"notes","path":"/data/notes",\
        "command":["node","/data/notes/current/x.js"],"env_vars":["TOKEN"],"linked":false,\
        "commit":"0000000000000000000000000000000000000000",\
        "url":"https://git.example.org/acme/notes","files":["/p/.mcp.json"]}],"count":1}""");
  }

  @Test
  void oneThatDoesNotRunIsTakenOut() {
    world.installations()
        .uninstalls(new UninstallOutcome.Done(true, List.of(Path.of("/p/.mcp.json")),
            List.of("Its log stays in /state.")));

    var answer = world.use(TOOL, "{\"server_name\": \"notes\", \"delete_files\": true}");

    assertThat(answer).hasToString(
        """
            {"success":true,"server_name":"notes",\
            "message":"Server \\"notes\\" is uninstalled; its entry was taken out of /p/.mcp.json. Its log stays in /state.",\
            "files_deleted":true,"warnings":[]}""");
    assertThat(world.installations().uninstalled()).containsExactly("notes true");
  }

  @Test
  void oneThatRunsIsStoppedFirst() {
    world.scripted("notes");
    configure("");
    world.load("notes");

    world.on("notes", TOOL);

    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("stopped");
    assertThat(world.installations().uninstalled()).containsExactly("notes false");
  }

  @Test
  void aCallThatDoesNotEndIsLeftAloneUnlessForced() {
    configure("\"timeouts\": {\"drain_ms\": 50}");
    var hanging = hang();

    var refused = world.on("notes", TOOL);

    assertThat(refused.path("status").asText()).isEqualTo("busy");
    assertThat(refused.path("error").asText()).contains("still works on 1 call")
        .contains("Nothing was stopped");
    assertThat(refused.path("next_step").asText()).contains("\"force\": true");
    assertThat(world.loaded().at("/servers/0/in_flight").asInt()).isEqualTo(1);
    assertThat(world.installations().uninstalled()).isEmpty();

    var forced = world.use(TOOL, "{\"server_name\": \"notes\", \"force\": true}");

    assertThat(forced.path("success").booleanValue()).isTrue();
    assertThat(forced.at("/warnings/0").asText()).contains("before it had answered 1 call");
    assertThat(Catalogs.tree(World.await(hanging)).path("isError").booleanValue()).isTrue();
  }

  @Test
  void anotherServerOfThatNameIsNotStopped() {
    world.scripted("notes");
    world.load("notes");

    world.on("notes", TOOL);

    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("ready");
  }

  @Test
  void aRefusalSaysThatItWasStoppedAllTheSame() {
    world.scripted("notes");
    configure("");
    world.load("notes");
    world.installations()
        .uninstalls(new UninstallOutcome.Refused("\"notes\" is being installed right now.",
            "Wait until it is, or cancel that."));

    var answer = world.on("notes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("refused");
    assertThat(answer.path("error").asText()).startsWith("\"notes\" is being installed right now.")
        .contains("The server was stopped");
  }

  @Test
  void whatNobodyInstalledIsNeitherStoppedNorTakenOut() {
    world.scripted("nodes");
    world.load("nodes");

    world.installations().uninstalls(new UninstallOutcome.Unknown(List.of("notes")));

    var answer = world.on("nodes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("unknown_server");
    assertThat(answer.path("error").asText()).contains("Did you mean \"notes\"?");
    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("ready");
  }

  private ToolUse hang() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("hang", "{}")));
    world.load("notes");
    return world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\",\"parameters\":{}}");
  }

  private void configure(String options) {
    world.configured(
        "{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"/data/notes/current/x\",\"hotplug\":{"
            + options + "}}}}}");
  }
}
