package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two versions of a server that live side by side, since its entry wants the one before kept. */
class SideBySideIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void theVersionBeforeIsCalledByItsNumberAndComparedAndEndsWithTheServer() throws Exception {
    edited("compared");

    assertThat(version("compared", 1).text()).isEqualTo("v1");
    assertThat(version("compared", 2).text()).isEqualTo("v2");
    assertThat(Versions.now(SHARED.hotplug(), "compared")).isEqualTo("v2");
    var comparison = tool("compare_generations", "compared", "").assertSuccess();
    assertThat(comparison.field("generations").toString()).isEqualTo("{\"old\":1,\"new\":2}");
    assertThat(comparison.field("equal").booleanValue()).isFalse();
    assertThat(comparison.field("differences").toString())
        .isEqualTo("[{\"path\":\"$.content[0].text\",\"change\":\"changed\","
            + "\"before\":\"v1\",\"after\":\"v2\"}]");

    var kept = kept("compared");
    assertThat(kept.path("generation").asInt()).isEqualTo(1);
    long pid = kept.at("/pids/0").longValue();
    assertThat(ProcessHandle.of(pid)).isPresent();
    SHARED.hotplug().unload("compared").assertSuccess();
    Await.until("it ends with its server", () -> ProcessHandle.of(pid).isEmpty());
    version("compared", 1).assertFailure("generation 1 does not run", "None of the server runs");
  }

  @Test
  void theDeathOfTheVersionBeforeIsNoticedAndCostsTheOneThatServesNothing() throws Exception {
    edited("killed");

    Signal.send("KILL", kept("killed").at("/pids/0").longValue());

    Await.until("nothing is kept", () -> kept("killed").isMissingNode());
    version("killed", 1).assertFailure("generation 1 does not run",
        "Generation 2 alone can be called");
    tool("compare_generations", "killed", "").assertFailure("no older generation");
    assertThat(Versions.now(SHARED.hotplug(), "killed")).isEqualTo("v2");
    var first = SHARED.hotplug().history("killed").get(0);
    assertThat(first.at("/end/how").asText()).isEqualTo("crashed");
    assertThat(first.has("kept_since")).isTrue();
    assertThat(SHARED.hotplug().status("killed").path("generation").asInt()).isEqualTo(2);
  }

  /** Version {@code v1} is loaded, and {@code v2} takes over. */
  private static void edited(String server) throws IOException, InterruptedException {
    var source = Edited.in(SHARED.folder(), server);
    SHARED.server(server,
        source.entry().with("hotplug", "{\"dev\": {\"watch\": false, \"keep_previous\": true}}"));
    SHARED.hotplug().load(server).assertSuccess();
    source.save("v2");
    SHARED.hotplug().reload(server).assertSuccess();
  }

  private static ToolResult version(String server, int generation) throws InterruptedException {
    return tool("call_dynamic_server_tool", server, ", \"generation\": " + generation);
  }

  private static ToolResult tool(String tool, String server, String more)
      throws InterruptedException {
    return SHARED.hotplug()
        .callTool(tool, "{\"server_name\": " + Bytes.quote(server)
            + ", \"tool_name\": \"version\", \"parameters\": {}" + more + "}");
  }

  private static JsonNode kept(String server) throws InterruptedException {
    return SHARED.hotplug().status(server).path("kept");
  }
}
