package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadServerTest {
  private static final Tool ECHO = Catalogs.tool("echo", "Says it again.\nAnd again.",
      "{\"properties\":{\"text\":{\"type\":\"string\"}},\"required\":[\"text\"]}");

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aLoadedServerIsDescribedOneLineATool() {
    world.servers().starts("notes", Catalogs.of(ECHO));

    var loaded = world.load("notes");

    assertThat(loaded).hasToString("""
        {"success":true,"server_name":"notes","generation":1,"tools":[{"name":"echo",\
        "description":"Says it again.","signature":"echo(text: string)"}],"tool_count":1,\
        "warnings":[]}""");
  }

  @Test
  void aServerThatRunsIsLeftRunning() {
    world.servers().starts("notes", Catalogs.of(ECHO));
    world.load("notes");

    assertThat(world.load("notes").path("generation").asInt()).isEqualTo(1);

    assertThat(world.servers().opened()).hasSize(1);
  }

  @Test
  void aServerThatRunsWithItsFormerEntrySaysSo() {
    world.servers().starts("notes", Catalogs.of(ECHO));
    world.load("notes");
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"another\"}}}}");

    var loaded = world.load("notes");

    assertThat(loaded.path("warnings")).hasSize(1);
    assertThat(loaded.at("/warnings/0").asText()).contains("was changed")
        .contains("generation 1 still runs with the former one")
        .contains("reload_mcp_server {\"server_name\": \"notes\"} uses the new one");
  }

  @Test
  void aServerThatRunsWithoutAnEntrySaysSo() {
    world.servers().starts("notes", Catalogs.of(ECHO));
    world.load("notes");
    world.withServers("other");

    var loaded = world.load("notes");

    assertThat(loaded.path("success").booleanValue()).isTrue();
    assertThat(loaded.at("/warnings/0").asText())
        .contains("No server named \"notes\" is configured")
        .contains("Generation 1 runs all the same, until it is unloaded.");
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAndWhatToDo() {
    world.servers()
        .fails("notes", new Cause("ended before it answered initialize: exit code 3", new Exit(3),
            List.of("first", "SyntaxError"), "Try this."));

    var failed = world.load("notes");

    assertThat(failed).hasToString(
        """
            {"success":false,"error":"Server \\"notes\\" did not start: it ended before it answered \
            initialize: exit code 3. It does not run. Last stderr: SyntaxError","status":"failed",\
            "next_step":"Try this. Mend the cause and call reload_mcp_server \
            {\\"server_name\\": \\"notes\\"}; get_server_logs {\\"server_name\\": \\"notes\\"} shows its \
            whole output, get_server_history {\\"server_name\\": \\"notes\\"} how each start \
            ended.","server_name":"notes","exit":{"code":3},\
            "stderr_tail":["first","SyntaxError"]}""");
  }

  @Test
  void aSignalIsNamed() {
    world.servers().fails("notes", new Cause("was killed", new Exit(137), List.of(), null));

    assertThat(world.load("notes").path("exit"))
        .hasToString("{\"code\":137,\"signal\":\"SIGKILL\"}");
  }

  @Test
  void aServerUnloadedWhileItStartsIsAnsweredSo() throws Exception {
    var _ = world.servers().hangs("notes");
    var loading = world.begin("load_mcp_server_dynamically", "{\"server_name\":\"notes\"}");
    var _ = world.servers().awaitNext();

    world.unload("notes");

    var failed = Conformance.checked(world.tools(), "load_mcp_server_dynamically",
        World.await(loading));
    assertThat(failed.path("status").asText()).isEqualTo("stopped");
    assertThat(failed.path("error").asText()).contains("was unloaded while it was starting");
  }

  @Test
  void whatIsWrongWithAToolIsAWarning() {
    world.servers().starts("notes", new ToolCatalog(List.of(ECHO), List.of("a tool was left out")));

    assertThat(world.load("notes").path("warnings")).hasToString("[\"a tool was left out\"]");
  }

  @Test
  void aLongListOfToolsIsNamedAndThenCut() {
    world.servers().starts("notes", many(1_000));

    var loaded = world.load("notes");

    assertThat(loaded.path("tool_count").asInt()).isEqualTo(1_000);
    assertThat(loaded.path("tools").size()).isBetween(100, 999);
    assertThat(loaded.at("/tools/0/signature").asText()).startsWith("tool_0(");
    assertThat(loaded.path("tools").path(loaded.path("tools").size() - 1)).hasSize(1);
    assertThat(loaded.path("warnings").toString())
        .contains(1_000 - loaded.path("tools").size() + " tools are not listed")
        .contains("tools are listed by name only. get_tool_info {")
        .contains("shows one whole");
    assertThat(loaded.toString()).hasSizeLessThan(45_000);
  }

  @Test
  void aMonstrousNameHidesNoOtherTool() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("x".repeat(100_000), "{}"), ECHO));

    var loaded = world.load("notes");

    assertThat(loaded.path("tools")).hasSize(1);
    assertThat(loaded.at("/tools/0/name").asText()).isEqualTo("echo");
    assertThat(loaded.path("tool_count").asInt()).isEqualTo(2);
  }

  @Test
  void manyWarningsAreCut() {
    world.servers()
        .starts("notes",
            new ToolCatalog(List.of(ECHO), Collections.nCopies(5_000, "w".repeat(5_000))));

    var warnings = world.load("notes").path("warnings");

    assertThat(warnings).hasSize(51);
    assertThat(warnings.path(0).asText()).hasSize(400);
    assertThat(warnings.path(50).asText()).isEqualTo("There are 4950 more.");
  }

  @Test
  void aServerThatClaudeCodeRunsTooSaysSoInOneSentence() {
    try (var behindClaude = World.in(folder, Map.of("CLAUDE_PROJECT_DIR", "/p"))) {
      behindClaude.configured("""
          {"mcpServers": {"shared": {"command": "x"}},
           "hotplug": {"servers": {"own": {"command": "x"}}}}""");
      behindClaude.servers().starts("shared", Catalogs.of(ECHO));
      behindClaude.servers().starts("own", Catalogs.of(ECHO));

      assertThat(behindClaude.load("own").path("warnings")).isEmpty();
      for (var tool : List.of("load_mcp_server_dynamically", "reload_mcp_server")) {
        var warnings = behindClaude.on("shared", tool).path("warnings");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.path(0).asText()).startsWith("Claude Code starts its own copy of")
            .contains("mcpServers of " + behindClaude.file())
            .contains("\"hotplug\": {\"servers\": {…}}")
            .contains("\"disabledMcpjsonServers\"")
            .doesNotContainPattern("\\. [A-Z]");
      }
    }
  }

  @Test
  void withoutClaudeCodeNothingIsSaidOfIt() {
    world.configured("{\"mcpServers\": {\"notes\": {\"command\": \"x\"}}}");
    world.servers().starts("notes", Catalogs.of(ECHO));

    assertThat(world.load("notes").path("warnings")).isEmpty();
  }

  private static ToolCatalog many(int tools) {
    return Catalogs.of(IntStream.range(0, tools)
        .mapToObj(i -> Catalogs.tool("tool_" + i, "What it does is a longer story. ".repeat(10),
            "{\"properties\":{\"p\":{\"type\":\"string\"}}}"))
        .toArray(Tool[]::new));
  }
}
