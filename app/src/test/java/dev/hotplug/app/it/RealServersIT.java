package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that nobody here wrote: behind Hotplug they say what they say without it. */
class RealServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @ParameterizedTest
  @ValueSource(strings = {"everything", "filesystem", "fastmcp"})
  void itIsLoadedCalledReloadedAndUnloadedAndSaysWhatItSaysWithoutUs(String name) throws Exception {
    var server = server(name);
    SHARED.server(name, server.entry());

    try (var direct = Direct.to(server.command(), SHARED.folder())) {
      SHARED.hotplug().load(name).assertSuccess();
      assertToolsAre(name, direct);
      assertAnswersAre(server, direct);
      assertEachOfSixteenGetsItsOwn(server, direct);

      var reload = SHARED.hotplug().reload(name).assertSuccess();
      assertThat(reload.field("diff").toString())
          .isEqualTo("{\"added\":[],\"removed\":[],\"changed\":[]}");
      assertAnswersAre(server, direct);
    }

    SHARED.hotplug().unload(name).assertSuccess();
    assertThat(SHARED.hotplug().status(name).path("status").asText()).isEqualTo("stopped");
    assertThat(SHARED.hotplug().status(name).path("generation").asInt()).isEqualTo(2);
  }

  private static void assertToolsAre(String server, Direct direct) throws Exception {
    var tools = direct.request("tools/list", "{}").tree().path("tools");
    assertThat(SHARED.hotplug().status(server).path("tool_count").asInt()).isEqualTo(tools.size());
    for (var tool : tools) {
      var info = SHARED.hotplug()
          .callTool("get_tool_info", "{\"server_name\": " + Bytes.quote(server)
              + ", \"tool_name\": " + tool.path("name") + "}");
      assertThat(info.assertSuccess().field("tool")).isEqualTo(tool);
    }
  }

  private static void assertAnswersAre(RealServer server, Direct direct) throws Exception {
    int largest = 0;
    for (var ask : server.asks()) {
      var answer = SHARED.hotplug().call(server.name(), ask.tool(), ask.arguments()).raw();

      assertThat(answer).isEqualTo(direct.callTool(ask.tool(), ask.arguments()).raw());
      largest = Math.max(largest, answer.length());
    }
    assertThat(largest).isGreaterThan(RealServer.LARGE);
  }

  private static void assertEachOfSixteenGetsItsOwn(RealServer server, Direct direct)
      throws InterruptedException {
    Callers.once(16, LIMIT, caller -> {
      var arguments = server.echo().arguments().formatted(caller);
      var answer = SHARED.hotplug().call(server.name(), server.echo().tool(), arguments);

      assertThat(answer.text()).contains(Integer.toString(caller));
      assertThat(answer.raw()).isEqualTo(direct.callTool(server.echo().tool(), arguments).raw());
    });
  }

  @Test
  void anEditOfAFastMcpServerIsServedAndABrokenOneIsNot() throws Exception {
    var script = SHARED.folder().resolve("edited.py");
    Files.copy(TestServers.script("notes.py"), script);
    SHARED.server("edited", RealServer.fastMcp(script).entry());
    assertThat(greeting()).isEqualTo("Grüß Gott, Ada!");

    edit(script, "Grüß Gott", "Servus");
    SHARED.hotplug().reload("edited").assertSuccess();
    assertThat(greeting()).isEqualTo("Servus, Ada!");

    edit(script, "def greet(name: str)", "def greet(name: str");
    var broken = SHARED.hotplug().reload("edited");
    broken.assertFailure("exit code 1", "Generation 2 still serves", "SyntaxError");
    assertThat(broken.field("stderr_tail").toString()).contains("edited.py");
    assertThat(greeting()).isEqualTo("Servus, Ada!");

    edit(script, "def greet(name: str", "def greet(name: str, loud: bool = False)");
    var reload = SHARED.hotplug().reload("edited").assertSuccess();
    assertThat(reload.field("diff").path("changed").toString())
        .isEqualTo("[{\"name\":\"greet\",\"breaking\":false}]");
  }

  private static String greeting() throws InterruptedException {
    return SHARED.hotplug().text("edited", "greet", "{\"name\": \"Ada\"}");
  }

  private static void edit(Path script, String old, String now) throws Exception {
    Files.writeString(script, Files.readString(script).replace(old, now));
  }

  private static RealServer server(String name) throws Exception {
    return switch (name) {
      case "everything" -> RealServer.everything();
      case "filesystem" ->
        RealServer.filesystem(Files.createDirectories(SHARED.folder().resolve("files")));
      case "fastmcp" -> RealServer.fastMcp(TestServers.script("notes.py"));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
