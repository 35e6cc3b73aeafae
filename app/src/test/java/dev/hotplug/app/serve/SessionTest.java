package dev.hotplug.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.tools.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final String HANG = "{\"server_name\":\"s\",\"tool_name\":\"hang\"}";
  private static final String ECHO = "{\"server_name\":\"s\",\"tool_name\":\"echo\"}";
  private static final String CALL = "call_dynamic_server_tool";
  private static final String INSTALL = "install_mcp_server_from_git";
  private static final String GIT = "{\"git_url\":\"https://git.example.org/acme/notes\"}";

  @TempDir
  private Path folder;

  private World world;
  private Client client;

  @BeforeEach
  void begin() {
    world = World.in(folder);
    world.scripted("s");
    client = new Client(world);
  }

  @AfterEach
  void end() {
    client.close();
    world.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"jsonrpc":"2.0","id":1,"method":"ping"}                            | 0
      {"jsonrpc":"2.0","id":1,"method":"tools/list"}                      | -32600
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}| -32600
      {"jsonrpc":"2.0","id":1,"method":"no/such"}                         | -32600
      {"jsonrpc":"2.0","id":1,"method":"server/discover"}                 | -32601
      {"jsonrpc":"2.0","id":1,"method":"initialize"}                      | -32602
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}          | -32602
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":[1]}         | -32602
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":7}} | -32602
      {"jsonrpc":"1.0","id":1,"method":"ping"}                            | -32600
      {"jsonrpc":"2.0","id":1}                                            | -32600
      {"jsonrpc":"2.0","id":1,"method":5}                                 | -32600
      """)
  void beforeInitializeOnlyPingIsServed(String line, int code) throws Exception {
    check(client.say(line).next(), code);

    assertThat(client.introductions()).isZero();
    client.introduced().hearsNothingElse();
    assertThat(client.introductions()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"jsonrpc":"2.0","id":1,"method":"ping"}                            | 0
      {"jsonrpc":"2.0","id":1,"method":"tools/list"}                      | 0
      {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}          | 0
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}} | -32600
      {"jsonrpc":"2.0","id":1,"method":"server/discover"}                 | -32601
      {"jsonrpc":"2.0","id":1,"method":"resources/list"}                  | -32601
      {"jsonrpc":"2.0","id":1,"method":"prompts/list"}                    | -32601
      {"jsonrpc":"2.0","id":1,"method":"logging/setLevel"}                | -32602
      {"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"loud"}} | -32602
      {"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"error"}} | 0
      {"jsonrpc":"2.0","id":1,"method":"tools/call"}                      | -32602
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}          | -32602
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}          | -32602
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":5}}  | -32602
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}| -32602
      """)
  void everyRequestIsAnsweredOnce(String line, int code) throws Exception {
    client.introduced();

    check(client.say(line).next(), code);

    client.hearsNothingElse();
    assertThat(client.introductions()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"jsonrpc":"2.0","id":1,"method":"ping"           | -32700
      hello                                             | -32700
      5                                                 | -32600
      []                                                | -32600
      {"jsonrpc":"2.0","id":{},"method":"ping"}         | -32600
      {"jsonrpc":"2.0","id":null,"method":"ping"}       | -32600
      """)
  void whatIsNoMessageIsAnsweredWithoutAnId(String line, int code) throws Exception {
    var answer = client.say(line).next();

    assertThat(answer.path("id").isNull()).isTrue();
    assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
    assertThat(answer.at("/error/message").asText()).isNotBlank();
    client.hearsNothingElse();
  }

  @ParameterizedTest
  @CsvSource({"2024-11-05, 2024-11-05", "2025-03-26, 2025-03-26", "2025-06-18, 2025-06-18",
      "2025-11-25, 2025-11-25", "2026-06-30, 2025-11-25", "'', 2025-11-25", "1, 2025-11-25"})
  void theClientsVersionIsSpokenIfItIsKnown(String wanted, String spoken) throws Exception {
    client.ask("1", "initialize", "{\"protocolVersion\":\"" + wanted + "\"}");

    var result = client.next().path("result");
    assertThat(result.path("protocolVersion").asText()).isEqualTo(spoken);
    assertThat(result.path("capabilities")).hasToString("{\"logging\":{},\"tools\":{}}");
    assertThat(result.path("serverInfo"))
        .hasToString("{\"name\":\"hotplug\",\"title\":\"Hotplug\",\"version\":\"1.2.3\"}");
    assertThat(result.path("instructions").asText()).contains("list_available_servers");
  }

  @Test
  void aSecondInitializeIsRefusedAndTheSessionGoesOn() throws Exception {
    client.introduced();

    check(client.ask("1", "initialize", "{\"protocolVersion\":\"2025-11-25\"}").next(), -32600);

    check(client.ask("1", "tools/list", "{}").next(), 0);
  }

  @Test
  void aToolMayBeUsedBeforeTheClientSaysThatItIsInitialized() throws Exception {
    client.introduced().use("1", "get_loaded_servers", "{}");

    check(client.next(), 0);
  }

  @Test
  void idsComeBackAsTheyWent() throws Exception {
    for (var id : List.of("7", "\"7\"", "-1", "\"\\u00e9\"", "123456789012345678901234567890")) {
      assertThat(client.ask(id, "ping", "{}").line())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }
  }

  @Test
  void anUnknownToolGetsASuggestionAndTheWayToServersTools() throws Exception {
    client.introduced().use("1", "get_loaded_server", "{}");

    var error = client.next().path("error");
    assertThat(error.path("message").asText())
        .startsWith("Hotplug has no tool named "
            + "\"get_loaded_server\". Did you mean \"get_loaded_servers\"")
        .contains("To call a tool of a server behind Hotplug use call_dynamic_server_tool")
        .contains("unload_mcp_server");
    client.hearsNothingElse();
    check(client.use("1", "get_loaded_servers", "{}").next(), 0);
  }

  @Test
  void anIdThatIsUnderWayIsRefused() throws Exception {
    client.introduced().use("1", CALL, HANG).use("1", CALL, ECHO);

    check(client.next(), -32600);

    check(client.use("2", CALL, ECHO).next(), 0, 2);
    client.cancel("1").hearsNothingElse();
    check(client.use("1", CALL, ECHO).next(), 0);
  }

  @Test
  void whatIsCancelledIsNotAnswered() throws Exception {
    client.introduced().use("1", CALL, HANG).use("\"1\"", CALL, ECHO);
    check(client.next(), 0, "\"1\"");

    client.cancel("1");

    client.hearsNothingElse();
    client.session().awaitAnswered(Duration.ofSeconds(5));
  }

  @Test
  void cancellationsOfNothingAreIgnored() throws Exception {
    client.introduced()
        .cancel("77")
        .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}")
        .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[]}")
        .say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/no_such\",\"params\":{}}");

    client.hearsNothingElse();
  }

  @Test
  void manyUsesAreAnsweredExactlyOnceEach() throws Exception {
    client.introduced();
    int uses = 300;

    for (int id = 1; id <= uses; id++) {
      if (id % 3 == 0) client.use(id + "", "get_loaded_servers", "{}");
      else
        client.use(id + "", CALL, "{\"server_name\":\"s\",\"tool_name\":\"echo\","
            + "\"parameters\":{\"n\":" + id + "}}");
    }

    var answers = new HashMap<Integer, JsonNode>();
    for (int i = 0; i < uses; i++) {
      var answer = client.next();
      assertThat(answers.put(answer.path("id").asInt(), answer)).isNull();
    }
    answers.forEach((id, answer) -> {
      if (id % 3 != 0) assertThat(answer.at("/result/echo/n").asInt()).isEqualTo(id);
    });
    client.hearsNothingElse();
  }

  @Test
  void aFaultInAToolIsAnsweredAndTheSessionGoesOn() throws Exception {
    client.introduced();
    world.breaks();

    for (var tool : List.of("list_available_servers", "load_mcp_server_dynamically")) {
      var answer = client.use("1", tool, "{\"server_name\":\"s\"}").next();
      assertThat(answer.at("/result/isError").booleanValue()).isTrue();
      assertThat(answer.at("/result/structuredContent/error").asText())
          .startsWith("Hotplug made a mistake: ");
    }
    client.hearsNothingElse();
  }

  @Test
  void argumentsNestedWithoutEndHarmNobody() throws Exception {
    client.introduced().use("1", CALL, ECHO);
    check(client.next(), 0);

    int depth = 5_000;
    client.use("2", CALL, "{\"server_name\":\"s\",\"tool_name\":\"echo\",\"parameters\":"
        + "{\"parameters\":".repeat(depth) + "{}" + "}".repeat(depth) + "}");

    assertThat(client.line()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":");
  }

  @Test
  void aLineThatIsTooLongIsRefused() throws Exception {
    var answer = client.ask("1", "ping", "{\"x\":\"" + "x".repeat(200_000) + "\"}").next();

    assertThat(answer.path("id").asInt()).isEqualTo(1);
    assertThat(answer.at("/error/message").asText())
        .startsWith("a line may have at most 100000 bytes");
    client.hearsNothingElse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      LONG             | {}
      tools/call       | {"name":"LONG"}
      logging/setLevel | {"level":"LONG"}
      logging/setLevel | {"level":["LONG"]}
      tools/list       | {"_meta":{"io.modelcontextprotocol/protocolVersion":"LONG"}}
      tools/call | {"name":"call_dynamic_server_tool","arguments":{"server_name":"s","tool_name":"LONG"}}
      tools/call | {"name":"call_dynamic_server_tool","arguments":{"server_name":"LONG","tool_name":"t"}}
      """)
  void whatIsSaidAgainIsCut(String method, String params) throws Exception {
    var longest = "x".repeat(90_000);
    client.introduced();

    client.ask("1", method.replace("LONG", longest), params.replace("LONG", longest));

    assertThat(client.line()).hasSizeLessThan(4_000);
  }

  @Test
  void theEndOfTheClientIsTheEndOfTheSession() {
    client.hangUp();

    client.session().awaitEnd();
  }

  @Test
  void atTheEndWhatIsOpenMayStillBeAnsweredForAWhile() throws Exception {
    client.introduced().use("1", CALL, HANG);
    client.hearsNothingElse();
    client.hangUp();
    client.session().awaitEnd();

    long begun = System.nanoTime();
    client.session().awaitAnswered(Duration.ofMillis(20));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(20),
        Duration.ofSeconds(5));
  }

  private static void check(JsonNode answer, int code) {
    check(answer, code, 1);
  }

  /** An answer to {@code id}: with a result if the code is 0, else with that error. */
  private static void check(JsonNode answer, int code, Object id) {
    assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
    assertThat(answer.path("id")).hasToString(id.toString());
    assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
    assertThat(answer.has("result")).isEqualTo(code == 0);
    if (code != 0) assertThat(answer.at("/error/message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"elicitation\":{}}", "{\"elicitation\":{\"form\":{}}}",
      "{\"elicitation\":{\"form\":{},\"url\":{}}}"})
  void aClientThatCanAskItsUserIsAsked(String capabilities) throws Exception {
    world.plans();
    introduce(capabilities);

    client.use("1", INSTALL, GIT);
    var asked = client.next();
    client.say("{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id")
        + ",\"result\":{\"action\":\"accept\",\"content\":{\"decision\":\"install\"}}}");

    assertThat(asked.path("method").asText()).isEqualTo("elicitation/create");
    assertThat(client.next().at("/result/structuredContent/status").asText())
        .isEqualTo("installed");
    client.hearsNothingElse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}", "{\"elicitation\":true}", "[]"})
  void aClientThatCannotIsNot(String capabilities) throws Exception {
    world.plans();
    introduce(capabilities);

    client.use("1", INSTALL, GIT);

    assertThat(client.next().at("/result/structuredContent/status").asText())
        .isEqualTo("needs_confirmation");
    client.hearsNothingElse();
  }

  @Test
  void aQuestionIsTakenBackWithTheCallItBelongsTo() throws Exception {
    world.plans();
    introduce("{\"elicitation\":{}}");
    client.use("1", INSTALL, GIT);
    var asked = client.next();

    client.cancel("1");

    var told = client.next();
    assertThat(told.path("method").asText()).isEqualTo("notifications/cancelled");
    assertThat(told.at("/params/requestId")).isEqualTo(asked.path("id"));
    client.hearsNothingElse();
  }

  private void introduce(String capabilities) throws InterruptedException {
    client.ask("0", "initialize",
        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":" + capabilities + "}");
    client.next();
  }
}
