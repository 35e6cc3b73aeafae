package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.torture.TortureServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tools of a server, as its client comes to know them. */
class CatalogIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aLoadNamesEachToolWithALineAndASignature() throws Exception {
    SHARED.server("many", Entry.torture("page=7"));

    var load = SHARED.hotplug().load("many").assertSuccess();

    assertThat(load.field("generation").asInt()).isEqualTo(1);
    assertThat(load.field("tools")).hasSize(load.field("tool_count").asInt());
    assertThat(named("add", load.field("tools")).toString())
        .isEqualTo("{\"name\":\"add\",\"description\":\"Answers with the sum of two numbers.\","
            + "\"signature\":\"add(a: number, b: number)\"}");
    assertThat(SHARED.hotplug().status("many").path("tool_count").asInt())
        .isEqualTo(load.field("tool_count").asInt());
  }

  @Test
  void aSecondLoadStartsNothing() throws Exception {
    SHARED.load("once");

    assertThat(SHARED.hotplug().load("once").assertSuccess().field("generation").asInt())
        .isEqualTo(1);
  }

  @Test
  void getToolInfoShowsTheWholeToolAndACallThatCanBeCopied() throws Exception {
    SHARED.load("info");
    var info = SHARED.hotplug().callTool("get_tool_info", "{\"tool_name\": \"side_effect\"}");

    assertThat(info.assertSuccess().field("tool")).isEqualTo(listed("side_effect"));
    assertThat(info.word("server_name")).isEqualTo("info");
    var call = SHARED.hotplug()
        .callTool("get_tool_info", "{\"tool_name\": \"add\", \"server_name\": \"info\"}")
        .word("example_call");
    assertThat(call).startsWith("call_dynamic_server_tool {");
    var copied = SHARED.hotplug()
        .callTool("call_dynamic_server_tool", call.substring(call.indexOf('{')));
    assertThat(copied.text()).isEqualTo("2");
  }

  @Test
  void getToolInfoOfAToolThatIsNotThereSaysWhatIs() throws Exception {
    SHARED.load("known");

    SHARED.hotplug()
        .callTool("get_tool_info", "{\"tool_name\": \"imgae\"}")
        .assertFailure("\"imgae\"", "Did you mean \"image\"?");
    SHARED.hotplug()
        .callTool("get_tool_info", "{\"tool_name\": \"echo\", \"server_name\": \"nobody\"}")
        .assertFailure("nobody", "not loaded");
  }

  @Test
  void aToolThatAServerAddsIsListedAndCalled() throws Exception {
    SHARED.load("growing");

    SHARED.hotplug().call("growing", "add_tool", "{\"name\": \"grown\"}");

    Await.until("grown is listed",
        () -> SHARED.hotplug().status("growing").path("tools").toString().contains("\"grown\""));
    var first = SHARED.hotplug().call("growing", "grown", "{}");
    assertThat(first.text()).isEqualTo("grown");
    assertThat(first.tree().at("/_meta/dev.hotplug~1toolsChanged")).hasToString(
        "{\"generation\":1,\"diff\":{\"added\":[\"grown\"],\"removed\":[],\"changed\":[]}}");
    assertThat(SHARED.hotplug().call("growing", "grown", "{}").tree().has("_meta")).isFalse();
  }

  @Test
  void aToolIsCalledTheMomentItIsAdded() throws Exception {
    SHARED.load("quick");
    for (int i = 0; i < 20; i++) {
      SHARED.hotplug().call("quick", "add_tool", "{\"name\": \"tool" + i + "\"}");

      assertThat(SHARED.hotplug().text("quick", "tool" + i, "{}")).isEqualTo("tool" + i);
    }
  }

  @Test
  void ourOwnToolsAreTheSameBytesWhateverIsLoaded() throws Exception {
    var before = SHARED.hotplug().request("tools/list", "{}").result();
    SHARED.load("some");

    var after = SHARED.hotplug().request("tools/list", "{}").result();

    assertThat(after).isEqualTo(before);
    assertThat(after.tree().path("tools")).extracting(tool -> tool.path("name").asText())
        .containsExactly("call_dynamic_server_tool", "compare_generations", "get_loaded_servers",
            "get_server_history", "get_server_logs", "get_tool_info", "install_and_load_mcp_server",
            "install_mcp_server_from_git", "link_mcp_server", "list_available_servers",
            "list_installed_mcp_servers", "load_mcp_server_dynamically", "reload_mcp_server",
            "replay_calls", "rollback_mcp_server", "uninstall_mcp_server", "unload_mcp_server",
            "update_mcp_server", "watch_server");
    assertThat(after.tree().path("tools"))
        .allMatch(tool -> tool.path("description").asText().length() <= 2_000);
  }

  private static JsonNode listed(String tool) throws Exception {
    try (var direct = Direct.to(TortureServer.command(), SHARED.folder())) {
      return named(tool, direct.request("tools/list", "{}").tree().path("tools"));
    }
  }

  private static JsonNode named(String name, JsonNode tools) {
    for (var tool : tools) if (tool.path("name").asText().equals(name)) return tool;
    throw new AssertionError("no tool " + name);
  }
}
