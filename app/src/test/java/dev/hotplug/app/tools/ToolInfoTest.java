package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolInfoTest {
  private static final Tool ECHO = Catalogs.tool("echo", "Says it.\nAnd more.",
      "{\"properties\":{\"text\":{\"type\":\"string\"}},\"required\":[\"text\"]}");

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("a", "b");
    world.servers().starts("a", Catalogs.of(ECHO));
    world.servers().starts("b", Catalogs.of(ECHO, Catalogs.taking("add", "{}")));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aToolIsShownWholeWithACallOfIt() {
    world.load("a");

    var info = info("{\"tool_name\":\"echo\",\"server_name\":\"a\"}");

    assertThat(info.path("server_name").asText()).isEqualTo("a");
    assertThat(info.path("tool")).isEqualTo(ECHO.tree());
    assertThat(info.path("example_call").asText()).isEqualTo("call_dynamic_server_tool "
        + "{\"server_name\": \"a\", \"tool_name\": \"echo\", \"parameters\": {\"text\": \"…\"}}");
    assertThat(info.path("also_on")).isEmpty();
  }

  @Test
  void withoutAServerAllLoadedOnesAreSearched() {
    world.load("b");
    world.load("a");

    assertThat(info("{\"tool_name\":\"add\"}").path("server_name").asText()).isEqualTo("b");
    assertThat(info("{\"name\":\"echo\"}").path("server_name").asText()).isEqualTo("a");
    assertThat(info("{\"name\":\"echo\"}").path("also_on")).hasToString("[\"b\"]");
  }

  @Test
  void aServerThatIsNotLoadedIsNamed() {
    world.load("b");

    var failed = info("{\"tool_name\":\"echo\",\"server_name\":\"a\"}");

    assertThat(failed.path("error").asText()).isEqualTo(
        "Nothing is known of a tool \"echo\", since server \"a\" is not loaded in this session.");
    assertThat(failed.path("status").asText()).isEqualTo("not_loaded");
    assertThat(failed.path("next_step").asText())
        .contains("load_mcp_server_dynamically {\"server_name\": \"a\"}");
  }

  @Test
  void whenNoneIsLoadedThatIsSaid() {
    assertThat(info("{\"tool_name\":\"echo\"}").path("error").asText())
        .contains("since no server is loaded");
  }

  @Test
  void anUnknownToolGetsASuggestion() {
    world.load("b");

    var failed = info("{\"tool_name\":\"ecoh\"}");

    assertThat(failed.path("error").asText())
        .isEqualTo("No tool named \"ecoh\" is known; " + "searched was b. Did you mean \"echo\"?");
    assertThat(failed.path("next_step").asText()).isEqualTo("Known tools: echo, add.");
  }

  @Test
  void ofManyKnownToolsSomeAreNamed() {
    world.servers()
        .starts("a",
            new ToolCatalog(IntStream.range(0, 10_000)
                .mapToObj(i -> Catalogs.taking("some_tool_" + i, "{}"))
                .toList(), List.of()));
    world.load("a");

    assertThat(info("{\"tool_name\":\"x\"}").path("next_step").asText()).hasSizeLessThan(2_000)
        .contains("and 9940 more");
  }

  @Test
  void aMissingNameIsAnsweredWithTheRightCall() {
    assertThat(info("{}").path("next_step").asText())
        .contains("get_tool_info {\"tool_name\": \"…\", \"server_name\": \"…\"}");
  }

  private JsonNode info(String arguments) {
    return world.use("get_tool_info", arguments);
  }
}
