package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Java SDK as the client. It checks each result against the output schema of its tool;
 * what we write to it is kept, and each line of it checked.
 */
class SdkClientIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<String, Object> T = Map.of("server_name", "t");

  @TempDir
  private Path folder;

  @Test
  void theOfficialClientDrivesTheMainJob() throws Exception {
    var source = Source.in(folder, "t", "version=v1");
    Project.in(folder).server("t", source.entry());

    drive(client -> {
      assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
      assertThat(client.getServerInfo().name()).isEqualTo("hotplug");
      assertThat(client.listTools().tools()).hasSize(Hotplug.TOOLS);
      assertThat(own(client, "list_available_servers", Map.of()).path("count").asInt())
          .isEqualTo(1);
      assertThat(own(client, "load_mcp_server_dynamically", T).path("generation").asInt())
          .isEqualTo(1);
      assertThat(version(client)).isEqualTo("v1");

      source.edit("version=v2");
      assertThat(own(client, "reload_mcp_server", T).path("old_generation").asInt()).isEqualTo(1);
      assertThat(version(client)).isEqualTo("v2");
      assertThat(own(client, "get_loaded_servers", Map.of()).path("count").asInt()).isEqualTo(1);
      assertThat(own(client, "get_tool_info", Map.of("tool_name", "add")).path("tool"))
          .isNotEmpty();
      assertThat(own(client, "get_server_logs", T).path("lines").isArray()).isTrue();
      assertThat(own(client, "unload_mcp_server", T).path("ended_by").asText()).isEqualTo("eof");
    });
  }

  @Test
  void failuresFitTheirSchemasToo() throws Exception {
    Project.in(folder).server("t", Entry.torture("exitOnStart=3", "stderrOnStart=oh dear"));

    drive(client -> {
      client.initialize();
      var wrong = Map.<String, Object>of("server_name", "t", "tool_name", "none");
      for (var tool : client.listTools().tools()) {
        if (tool.outputSchema() != null) assertFits(call(client, tool.name(), wrong), tool);
      }
    });
  }

  /** What to do with the client. */
  private interface Job {
    void run(McpSyncClient client) throws Exception;
  }

  /** Does the job, closes the client, and checks what Hotplug has said and that it is gone. */
  private void drive(Job job) throws Exception {
    var homes = Homes.create();
    try {
      var client = client(homes);
      try {
        job.run(client);
      } finally {
        assertThat(client.closeGracefully()).isTrue();
      }
      homes.awaitNobody(LIMIT);
      assertEveryLineIsAMessage();
    } finally {
      homes.close();
    }
  }

  /** Hotplug's stdout goes through {@code tee} into a file. */
  private McpSyncClient client(Homes homes) {
    var environment = new HashMap<>(homes.environment());
    environment.put("CLAUDE_PROJECT_DIR", folder.toString());
    environment.put("HOTPLUG_JAVA_HOME", requireNonNull(System.getProperty("java.home")));
    var parameters = ServerParameters.builder("sh")
        .args("-c", "\"$0\" | tee \"$1\"", Launcher.path().toString(), said().toString())
        .env(environment)
        .build();
    var transport = new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
    transport.setStdErrorHandler(_ -> {
      // Our log: not what this is about.
    });
    return McpClient.sync(transport)
        .requestTimeout(LIMIT)
        .initializationTimeout(LIMIT)
        .enableCallToolSchemaCaching(true)
        .build();
  }

  private Path said() {
    return folder.resolve("said");
  }

  private void assertEveryLineIsAMessage() throws IOException {
    var said = Files.readString(said());
    assertThat(said).endsWith("\n");
    assertThat(said.lines()).isNotEmpty()
        .allSatisfy(line -> assertThat(Line.read(line.getBytes(StandardCharsets.UTF_8)))
            .isNotInstanceOf(Line.Violation.class));
  }

  private static CallToolResult call(McpSyncClient client, String tool,
      Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String version(McpSyncClient client) {
    var result = call(client, "call_dynamic_server_tool",
        Map.of("server_name", "t", "tool_name", "version", "parameters", Map.of()));
    return ((TextContent) result.content().getFirst()).text();
  }

  /** The structured content of a success. */
  private static JsonNode own(McpSyncClient client, String name, Map<String, Object> arguments)
      throws IOException {
    var result = call(client, name, arguments);
    assertThat(result.isError()).as(result.toString()).isFalse();
    assertFits(result, tool(client, name));
    return Bytes.tree(McpJsonDefaults.getMapper().writeValueAsString(result.structuredContent()));
  }

  private static Tool tool(McpSyncClient client, String name) {
    return client.listTools()
        .tools()
        .stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFits(CallToolResult result, Tool tool) {
    var fit = McpJsonDefaults.getSchemaValidator()
        .validate(tool.outputSchema(), result.structuredContent());

    assertThat(fit.valid()).as(() -> tool.name() + ": " + fit.errorMessage()).isTrue();
  }
}
