package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.upstream.StderrTail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server must answer before it may serve. */
class GateTest {
  private static final String OUR_SECRET = "canary-of-ours";

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder, Map.of("OUR_TOKEN", OUR_SECRET));
    world.servers()
        .starts("notes",
            Catalogs.of(Catalogs.taking("echo", "{}"), Catalogs.taking("hang", "{}"),
                Catalogs.taking("refuse", "{}"), Catalogs.taking("fail", "{}"),
                Catalogs.taking("die", "{}")));
  }

  @AfterEach
  void end() {
    world.close();
  }

  private World testedBy(String... calls) {
    return world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"x\",\"timeout\":"
        + "500,\"hotplug\":{\"dev\":{\"smoke\":[" + String.join(",", calls) + "]}}}}}}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"tool": "echo"}
      {"tool": "echo", "expect": {"isError": false}}
      {"tool": "echo", "expect": {"n": 1, "content": []}}
      {"tool": "echo", "arguments": {"a": {"b": [1, 2]}}, "expect": {"echo": {"a": {"b": [1.0]}}}}
      {"tool": "echo", "arguments": {"a": "{\\"b\\": 1, \\"c\\": 2}"}, "expect": {"echo": {"a": {"b": 1}}}}
      """)
  void whatAnswersAsExpectedServes(String call) {
    assertThat(testedBy(call).load("notes").path("generation").asInt()).isEqualTo(1);
    assertThat(world.servers().newest().calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"tool": "echo", "expect": {"n": 2}} | echo {}: $.n is 1.0, expected 2
      {"tool": "echo", "arguments": {"a": "b"}, "expect": {"echo": {"a": "c"}}} | echo {"a":"b"}: $.echo.a is "b", expected "c"
      {"tool": "echo", "expect": {"text": "c"}} | echo {}: $.text is missing, expected "c"
      {"tool": "echo", "expect": {"isError": true}} | echo {}: $.isError is false, expected true
      {"tool": "gone"} | gone {}: it lists no such tool, but echo, hang, refuse, fail, die
      {"tool": "refuse"} | refuse {}: it was answered with the error -32602, that is not how it is called
      {"tool": "hang"} | hang {}: it was not answered within 500 ms
      {"tool": "fail"} | fail {}: $.isError is true (no such file), expected false
      {"tool": "die"} | die {}: it ended: killed by SIGKILL (exit code 137)
      {"tool": "echo", "arguments": {"x": [1, 2, 3, 4, 5]}, "expect": {"echo": {"x": [9, 9, 9, 9, 9]}}} | echo {"x":[1,2,3,4,5]}: $.echo.x[0] is 1, expected 9; $.echo.x[1] is 2, expected 9; $.echo.x[2] is 3, expected 9; and 2 more
      """)
  void whatDoesNotIsToldApart(String call, String fault) {
    var failed = testedBy(call).load("notes");

    assertThat(failed.path("error").asText())
        .startsWith("Server \"notes\" did not start: it failed its smoke test, " + fault + ". It"
            + " does not run.");
    assertThat(failed.path("next_step").asText()).startsWith("What is expected stands in ");
  }

  @Test
  void theFirstThatFailsEndsThemAndTheOldGenerationGoesOn() {
    world.withServers("notes").load("notes");
    testedBy("{\"tool\":\"echo\"}", "{\"tool\":\"echo\",\"expect\":{\"n\":3}}",
        "{\"tool\":\"hang\"}");

    var failed = world.reload("notes");

    assertThat(failed.path("error").asText()).contains(
        "failed its smoke test 2 of 3, echo {}: $.n is 1.0, expected 3",
        "Generation 1 still serves.");
    assertThat(world.servers().newest().calls()).hasSize(2);
    assertThat(world.call("notes", "echo", "{}").toString()).contains("\"echo\":");
    assertThat(testedBy("{\"tool\":\"echo\"}").reload("notes").path("generation").asInt())
        .isEqualTo(3);
  }

  @Test
  void theLogSaysThatTheyWerePassed() {
    testedBy("{\"tool\":\"echo\"}", "{\"tool\":\"echo\"}").load("notes");

    assertThat(world.use("get_server_logs", "{\"server_name\":\"notes\"}").toString())
        .contains(StderrTail.Origin.HOTPLUG.mark() + "passed its 2 smoke tests in ");
  }

  @Test
  void aServerThatIsUnloadedMeanwhileIsNotWaitedFor() throws Exception {
    var load = testedBy("{\"tool\":\"hang\"}").begin("load_mcp_server_dynamically",
        "{\"server_name\":\"notes\"}");
    world.servers().awaitNext().awaitCall();

    assertThat(world.unload("notes").path("success").asBoolean()).isTrue();
    assertThat(World.await(load).toString()).contains("was unloaded while it was starting");
  }

  @Test
  void noSecretIsShown() {
    var failed = testedBy("""
        {"tool": "echo", "arguments": {"password": "p1", "b": "${OUR_TOKEN}", "c": "%s"},
        "expect": {"echo": {"password": "p2", "b": "${OUR_TOKEN}!", "c": 1}}}"""
        .formatted(ScriptedUpstream.SECRET)).load("notes");

    assertThat(failed.path("error").asText()).contains("\"b\":\"[redacted OUR_TOKEN]\"",
        "$.echo.b is \"[redacted OUR_TOKEN]\", expected \"[redacted OUR_TOKEN]!\"",
        "$.echo.c is \"[redacted API_KEY]\", expected 1", "$.echo.password is \"[redacted]\"");
    assertThat(everything(failed)).doesNotContain(OUR_SECRET, ScriptedUpstream.SECRET, "p1", "p2");
  }

  private String everything(JsonNode failed) {
    return failed.toString() + world.use("get_server_logs", "{\"server_name\":\"notes\"}")
        + world.use("get_server_history", "{\"server_name\":\"notes\"}");
  }

  @Test
  void whatIsWithheldIsNotCalled() {
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"node\",\"args\":[\""
        + folder.resolve("installed/notes/current/server.js")
        + "\"],\"hotplug\":{\"dev\":{\"smoke\":[{\"tool\":\"fail\"}]}}}}}}");
    world.installations().approves("notes", ApprovedTools.of(Map.of("other", "{}"), List.of()));

    assertThat(world.load("notes").path("status").asText()).isEqualTo("quarantined");
    assertThat(world.servers().newest().calls()).isEmpty();
    assertThat(world.use("get_server_logs", "{\"server_name\":\"notes\"}").toString())
        .contains("the smoke tests were not made, since the tools are withheld");
  }
}
