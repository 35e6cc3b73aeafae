package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of tools, as the issue wants it. */
class DefinitionsTest {
  @TempDir
  private static Path folder;

  private final World world = World.in(folder);

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theListIsOneLineAndTheSameBytesEachTime() {
    var list = world.tools().list();

    assertThat(list.toString()).doesNotContain("\n").doesNotContain("\r");
    assertThat(world.tools().list()).isEqualTo(list);
    try (var other = World.in(folder)) {
      assertThat(other.withServers("a", "b").tools().list()).isEqualTo(list);
    }
  }

  @Test
  void theListIsSorted() {
    assertThat(definitions().stream().map(tool -> tool.path("name").asText())).isSorted()
        .containsExactlyElementsOf(world.tools().names())
        .hasSize(19);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      load_mcp_server_dynamically | [server_name, approve]                       | [server_name]
      call_dynamic_server_tool    | [server_name, tool_name, parameters, generation] | [server_name, tool_name]
      compare_generations         | [server_name, tool_name, parameters, generation] | [server_name, tool_name]
      get_loaded_servers          | []                                           | []
      reload_mcp_server           | [server_name, replay]                        | [server_name]
      replay_calls                | [server_name, ids]                           | [server_name]
      unload_mcp_server           | [server_name]                                | [server_name]
      list_available_servers      | []                                           | []
      get_tool_info               | [tool_name, server_name]                     | [tool_name]
      get_server_history          | [server_name, last]                          | [server_name]
      get_server_logs             | [server_name, tail, since_generation, grep]  | [server_name]
      watch_server                | [server_name, enabled, paths]                | [server_name, enabled]
      install_mcp_server_from_git | [git_url, server_name, server_file, env_vars, requirements_file, auto_detect, ref, subdir, args, allow_scripts, submodules, expose, confirm] | [git_url]
      install_and_load_mcp_server | [git_url, server_name, server_file, env_vars, requirements_file, auto_detect, ref, subdir, args, allow_scripts, submodules, expose, confirm] | [git_url]
      link_mcp_server             | [path, server_name, server_file]             | [path]
      list_installed_mcp_servers  | []                                           | []
      uninstall_mcp_server        | [server_name, delete_files, force]           | [server_name]
      """)
  void itHasTheseParameters(String tool, String parameters, String required) {
    var schema = definition(tool).path("inputSchema");

    assertThat(names(schema.path("properties"))).hasToString(parameters);
    assertThat(texts(schema.path("required"))).hasToString(required);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      load_mcp_server_dynamically | false | false | true  | true
      call_dynamic_server_tool    | false | true  | false | true
      get_loaded_servers          | true  | false | true  | false
      reload_mcp_server           | false | false | false | true
      replay_calls                | false | true  | false | true
      compare_generations         | false | true  | false | true
      unload_mcp_server           | false | true  | true  | false
      list_available_servers      | true  | false | true  | false
      get_tool_info               | true  | false | true  | false
      get_server_history          | true  | false | true  | false
      get_server_logs             | true  | false | true  | false
      watch_server                | false | false | true  | false
      install_mcp_server_from_git | false | true  | false | true
      install_and_load_mcp_server | false | true  | false | true
      link_mcp_server             | false | false | true  | false
      list_installed_mcp_servers  | true  | false | true  | false
      uninstall_mcp_server        | false | true  | true  | true
      """)
  void itHasTheseAnnotations(String tool, boolean readOnly, boolean destructive, boolean idempotent,
      boolean openWorld) {
    var annotations = definition(tool).path("annotations");

    assertThat(annotations.path("title")).isEqualTo(definition(tool).path("title"));
    assertThat(names(annotations)).containsExactly("title", "readOnlyHint", "destructiveHint",
        "idempotentHint", "openWorldHint");
    assertThat(annotations.path("readOnlyHint").booleanValue()).isEqualTo(readOnly);
    assertThat(annotations.path("destructiveHint").booleanValue()).isEqualTo(destructive);
    assertThat(annotations.path("idempotentHint").booleanValue()).isEqualTo(idempotent);
    assertThat(annotations.path("openWorldHint").booleanValue()).isEqualTo(openWorld);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      load_mcp_server_dynamically | server_name, generation, tools, tool_count, warnings, debug, quarantine, reason
      get_loaded_servers          | servers, count
      reload_mcp_server           | server_name, generation, tools, tool_count, warnings, debug, old_generation, mode, diff, timing_ms, quarantine, replay
      replay_calls                | server_name, equal, different, failed, calls, not_repeated
      compare_generations         | server_name, generations, equal, differences, old, new, note, quarantine
      unload_mcp_server           | server_name, message, ended_by, swept, warnings
      list_available_servers      | servers, problems, count
      get_tool_info               | server_name, tool, example_call, also_on, quarantine
      get_server_history          | server_name, state, restarts, generations, builds, note
      get_server_logs             | server_name, lines, note
      watch_server                | server_name, watch
      install_mcp_server_from_git | commit, plan, confirm, candidates, step, reason, log_tail, log, server_name, tools, warnings
      install_and_load_mcp_server | commit, plan, confirm, candidates, step, reason, log_tail, log, server_name, generation, tools, tool_count, warnings, debug, quarantine
      link_mcp_server             | server_name, path, command, missing, build, looked_for, candidates, warnings, reason
      list_installed_mcp_servers  | servers, count
      uninstall_mcp_server        | server_name, message, files_deleted, warnings
      """)
  void itsAnswersHaveTheseFields(String tool, String fields) {
    var schema = definition(tool).path("outputSchema");

    assertThat(String.join(", ", names(schema.path("properties"))))
        .isEqualTo("success, " + fields + ", error, status, next_step, exit, stderr_tail");
    assertThat(texts(schema.path("required"))).containsExactly("success");
  }

  @Test
  void aToolThatPassesResultsOnPromisesNothingOfThem() {
    assertThat(definition("call_dynamic_server_tool").has("outputSchema")).isFalse();
  }

  @Test
  void allSchemasAreValid() {
    var validator = McpJsonDefaults.getSchemaValidator();
    for (var tool : definitions()) {
      for (var schema : List.of("inputSchema", "outputSchema")) {
        if (!tool.has(schema)) continue;
        assertThat(tool.path(schema).path("type").asText()).isEqualTo("object");
        assertThat(validator.validateSchema(map(tool.path(schema))).errorMessage())
            .as(tool.path("name").asText() + " " + schema)
            .isNull();
      }
    }
  }

  @Test
  void descriptionsAreShortAndSayWhenToUseIt() {
    assertThat(definitions()).allSatisfy(tool -> {
      var description = tool.path("description").asText();
      assertThat(description.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(50, 2_048);
      assertThat(tool.path("title").asText()).isNotBlank();
    });
    assertThat(
        definitions().stream().filter(tool -> !tool.path("name").asText().startsWith("call")))
        .allSatisfy(tool -> assertThat(tool.path("description").asText()).contains("Use it "));
  }

  @Test
  void namesFitEveryClient() {
    assertThat(world.tools().names())
        .allSatisfy(name -> assertThat("mcp__hotplug__" + name).hasSizeLessThanOrEqualTo(63)
            .matches("[a-z_]+"));
  }

  private List<JsonNode> definitions() {
    return StreamSupport
        .stream(Catalogs.tree(world.tools().list()).path("tools").spliterator(), false)
        .toList();
  }

  private JsonNode definition(String name) {
    return definitions().stream()
        .filter(tool -> tool.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Map<String, Object> map(JsonNode object) {
    return new ObjectMapper().convertValue(object, new TypeReference<>() {});
  }
}
