package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MCP Inspector's command line as the client; each run starts a Hotplug of its own. */
class InspectorIT {
  @TempDir
  private Path folder;

  @Test
  void itListsOurToolsAndFindsNoFaultWithTheirSchemas() throws Exception {
    var ran = inspect("--method", "tools/list", "--strict");

    var tools = read(ran).path("tools");
    assertThat(tools.valueStream().map(tool -> tool.path("name").asText())).hasSize(Hotplug.TOOLS)
        .contains("load_mcp_server_dynamically", "call_dynamic_server_tool");
    assertThat(tools).allMatch(tool -> tool.path("annotations").has("readOnlyHint"));
  }

  @Test
  void itListsConfiguredServers() throws Exception {
    Project.in(folder).server("t", Entry.torture()).sharedServer("u", "{\"command\": \"x\"}");

    var list = call("list_available_servers").path("structuredContent");

    assertThat(list.path("success").booleanValue()).isTrue();
    assertThat(list.path("servers").findValuesAsText("name")).containsExactlyInAnyOrder("t", "u");
  }

  @Test
  void itLoadsAServer() throws Exception {
    Project.in(folder).server("t", Entry.torture());

    var load = call("load_mcp_server_dynamically", "server_name=t");

    assertThat(load.at("/structuredContent/tools").findValuesAsText("name")).contains("echo");
    assertThat(Bytes.tree(load.at("/content/0/text").asText()))
        .isEqualTo(load.path("structuredContent"));
  }

  @Test
  void itCallsAToolOfAServer() throws Exception {
    Project.in(folder).server("t", Entry.torture());

    var result = call("call_dynamic_server_tool", "server_name=t", "tool_name=image",
        "parameters={}");

    assertThat(result.at("/content/0/text").asText()).isEqualTo("one pixel");
    assertThat(result.at("/content/1/mimeType").asText()).isEqualTo("image/png");
  }

  private JsonNode call(String tool, String... arguments) throws Exception {
    var words = new ArrayList<>(List.of("--method", "tools/call", "--tool-name", tool));
    for (var argument : arguments) words.addAll(List.of("--tool-arg", argument));
    return read(inspect(words.toArray(String[]::new)));
  }

  private Ran inspect(String... words) throws Exception {
    var command = new ArrayList<>(TestServers.npm("mcp-inspector"));
    command.add("--cli");
    command.addAll(List.of(words));
    command.addAll(List.of("--", Launcher.path().toString()));
    return Ran.in(folder, Map.of("CLAUDE_PROJECT_DIR", folder.toString()), command);
  }

  private static JsonNode read(Ran ran) {
    assertThat(ran.exit()).as(ran.err()).isZero();
    return Bytes.tree(ran.out());
  }
}
