package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get_loaded_servers} and {@code list_available_servers}. */
class ListingsTest {
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
  void atFirstNothingIsThere() {
    assertThat(world.loaded()).hasToString("{\"success\":true,\"servers\":[],\"count\":0}");
    assertThat(available())
        .hasToString("{\"success\":true,\"servers\":[],\"problems\":[],\"count\":0}");
  }

  @Test
  void loadedServersAreListedWithTheirStateByName() {
    world.withServers("b", "a", "c");
    world.servers().starts("b", Catalogs.of(tool("one"), tool("two")));
    world.servers().fails("a", Cause.of("ended: exit code 1"));
    world.load("b");
    world.load("a");

    var servers = world.loaded().path("servers");

    assertThat(world.loaded().path("count").asInt()).isEqualTo(2);
    assertThat(servers.path(0).toString()).startsWith("""
        {"name":"a","status":"failed","generation":1,"tools":[],"tool_count":0,"queued":0,\
        "note":"get_server_history {\\"server_name\\": \\"a\\"} shows each start and how it ended."\
        ,"pids":[],""");
    assertThat(servers.path(0).path("last_failure").toString())
        .isEqualTo("{\"cause\":\"ended: exit code 1\"}");
    assertThat(servers.path(1).toString()).startsWith("""
        {"name":"b","status":"ready","generation":1,"tools":["one","two"],"tool_count":2,\
        "queued":0,"pids":[],"restarts":0,"in_flight":0,"uptime_ms":""");
  }

  @Test
  void aServersProcessesMemoryCallsAndLastStartAreShown() throws Exception {
    world.withServers("a");
    world.servers().starts("a", Catalogs.of(tool("hang")));
    world.load("a");
    var first = world.servers().newest();
    first.leaves(new Footprint(List.of(41L, 42L), OptionalLong.of(3_000)));
    var _ = world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"a\",\"tool_name\":\"hang\",\"parameters\":{}}");
    first.awaitCall();

    var alone = world.loaded().at("/servers/0");
    world.reload("a");
    world.servers().newest().leaves(new Footprint(List.of(51L), OptionalLong.of(500)));
    var both = world.loaded().at("/servers/0");

    assertThat(alone.path("pids")).hasToString("[41,42]");
    assertThat(alone.path("memory_bytes").asInt()).isEqualTo(3_000);
    assertThat(alone.path("in_flight").asInt()).isEqualTo(1);
    assertThat(alone.path("timing_ms").path("initialize").asInt()).isEqualTo(2);
    assertThat(alone.has("leaving")).isFalse();
    assertThat(both.path("pids")).hasToString("[51]");
    assertThat(both.path("leaving"))
        .hasToString("[{\"generation\":1,\"in_flight\":1,\"pids\":[41,42]}]");
    assertThat(both.path("memory_bytes").asInt()).isEqualTo(3_500);
    assertThat(both.at("/last_start/generation").asInt()).isEqualTo(2);
    assertThat(both.at("/last_start/cause").asText()).isEqualTo("request");
    assertThat(both.at("/last_start/ok").booleanValue()).isTrue();
  }

  @Test
  void pidsAreShownInBoundsOverAllServers() {
    world.withServers("a", "b");
    for (var name : List.of("a", "b")) {
      world.servers().starts(name, Catalogs.of(tool("x")));
      world.load(name);
      var pids = LongStream.rangeClosed(1, 400).boxed().toList();
      world.servers().newest().leaves(new Footprint(pids, OptionalLong.empty()));
    }

    var servers = world.loaded().path("servers");

    assertThat(servers.path(0).path("pids")).hasSize(400);
    assertThat(servers.path(1).path("pids")).hasSize(100);
  }

  @Test
  void aLoadedServerWhoseEntryIsGoneSaysSo() {
    world.withServers("a");
    world.servers().starts("a", Catalogs.of());
    world.load("a");

    world.withServers("b");

    assertThat(world.loaded().at("/servers/0/note").asText())
        .isEqualTo("Its entry is gone from the configuration; it runs until it is unloaded.");
    world.unload("a");
    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("stopped");
    assertThat(world.loaded().at("/servers/0/note").asText())
        .isEqualTo("Its entry is gone from the configuration; it cannot be loaded again.");
  }

  @Test
  void manyToolsAreListedWhileThereIsRoom() {
    world.withServers("a", "b");
    for (var server : List.of("a", "b")) {
      world.servers()
          .starts(server,
              Catalogs.of(IntStream.range(0, 2_000)
                  .mapToObj(i -> tool("a_tool_of_" + server + "_" + i))
                  .toArray(Tool[]::new)));
      world.load(server);
    }

    var loaded = world.loaded();

    assertThat(loaded.toString()).hasSizeLessThan(45_000);
    for (var server : loaded.path("servers")) {
      assertThat(server.path("tool_count").asInt()).isEqualTo(2_000);
      assertThat(server.path("note").asText()).contains("Not all of its tools are listed");
    }
  }

  @Test
  void availableServersAreListedWithTheirFiles() {
    world.configured(
        """
            {"mcpServers": {"shared": {"command": "x", "disabled": true}, "me": {"command": "./hotplug"}},
             "hotplug": {"servers": {"own": {"command": "x"}}}}""");
    world.servers().starts("own", Catalogs.of());
    world.load("own");

    var file = world.file().toString();
    assertThat(available().path("servers")).hasToString("""
        [{"name":"me","list":"mcpServers","file":"%1$s","disabled":false,"loaded":false},\
        {"name":"own","list":"hotplug.servers","file":"%1$s","disabled":false,"loaded":true},\
        {"name":"shared","list":"mcpServers","file":"%1$s","disabled":true,"loaded":false}]"""
        .formatted(file));
  }

  @Test
  void problemsAreListedWithTheirPlaces() {
    world.configured("""
        {"hotplug": {"servers": {
          "good": {"command": "x"},
          "bad": {"command": 5}}}}""");

    var listed = available();

    assertThat(listed.path("count").asInt()).isEqualTo(1);
    assertThat(listed.at("/problems/0/file").asText()).isEqualTo(world.file().toString());
    assertThat(listed.at("/problems/0/line").asInt()).isEqualTo(3);
    assertThat(listed.at("/problems/0/column").asInt()).isEqualTo(22);
    assertThat(listed.at("/problems/0/message").asText()).isNotBlank();
  }

  @Test
  void theFileIsReadAnewEachTime() {
    assertThat(available().path("count").asInt()).isZero();

    world.withServers("a", "b");

    assertThat(available().path("count").asInt()).isEqualTo(2);
  }

  private JsonNode available() {
    return world.use("list_available_servers", "{}");
  }

  private static Tool tool(String name) {
    return Catalogs.taking(name, "{}");
  }
}
