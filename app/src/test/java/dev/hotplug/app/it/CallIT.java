package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.TortureServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes to a server and what comes back: nothing is lost on the way, and mistakes are
 * explained.
 */
class CallIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @BeforeAll
  static void aServer() throws Exception {
    SHARED.server("t", Entry.torture("version=v1"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      structured | {}
      image      | {}
      fail       | {"text": "no ink"}
      big        | {"bytes": 3000000}
      echo       | {"text": "a\\u00e9\\n\\ud83d\\ude00 é"}
      """)
  void aResultIsPassedOnByteForByte(String tool, String arguments) throws Exception {
    try (var direct = Direct.to(TortureServer.command("version=v1"), SHARED.folder())) {
      var expected = direct.callTool(tool, arguments).raw();

      assertThat(SHARED.hotplug().call("t", tool, arguments).raw()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"server_name": "t", "tool_name": "add", "parameters": {"a": 1, "b": 2}}
      {"server_name": "t", "tool_name": "add", "parameters": "{\\"a\\": 1, \\"b\\": 2}"}
      {"server_name": "t", "tool_name": "add", "parameters": {"a": "1", "b": "2"}}
      {"server_name": "t", "tool_name": "add", "parameters": {"parameters": {"a": 1, "b": 2}}}
      {"server_name": "t", "tool_name": "add", "parameters": {"arguments": {"a": "1", "b": 2}}}
      {"server_name": "t", "tool_name": "add", "parameters": {"a": 1}, "b": 2}
      {"server_name": "t", "tool_name": "add", "arguments": {"a": 1, "b": 2}}
      {"server_name": "t", "tool_name": "add", "a": 1, "b": 2}
      {"server": "t", "tool": "add", "args": "{\\"a\\": \\"1\\", \\"b\\": 2}"}
      "{\\"server_name\\": \\"t\\", \\"tool_name\\": \\"add\\", \\"a\\": 1, \\"b\\": 2}"
      """)
  void argumentsAreUnderstoodAsModelsWriteThem(String arguments) throws Exception {
    assertThat(SHARED.hotplug().callTool("call_dynamic_server_tool", arguments).text())
        .isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "server_name": "t", "tool_name": "ecoh" | Did you mean "echo"?        | "tool_name": "echo"
      "server_name": "tt", "tool_name": "echo" | Did you mean "t"?          | Use one of:
      "tool_name": "echo"                     | server_name is missing      | _tool {"server_name":
      "server_name": "t"                      | tool_name is missing        | _tool {"server_name":
      "server_name": "t", "tool_name": "echo", "parameters": [1] | JSON object | (text: string)
      "server_name": "t", "tool_name": "add", "parameters": {"a": 1} | b must be | {"a": 1, "b": 1}
      """)
  void aMistakeIsAnsweredWithTheRightCall(String arguments, String error, String nextStep)
      throws Exception {
    var answer = SHARED.hotplug().callTool("call_dynamic_server_tool", "{" + arguments + "}");

    answer.assertFailure(error);
    assertThat(answer.word("next_step")).contains(nextStep);
  }

  @Test
  void anErrorOfTheServerIsToldWhole() throws Exception {
    var answer = SHARED.hotplug()
        .call("t", "rpc_error", "{\"code\": -32042, \"message\": \"later\"}");

    answer.assertFailure("refused the call of rpc_error: later (code -32042)", "still runs");
    assertThat(answer.word("status")).isEqualTo("refused");
    assertThat(answer.field("rpc_error").path("code").asInt()).isEqualTo(-32042);
    assertThat(answer.field("rpc_error").at("/data/why").asText()).isEqualTo("asked for");
  }

  @Test
  void callsOfOneServerDoNotWaitForOneAnother() throws Exception {
    var slow = SHARED.hotplug().askCall("t", "sleep", "{\"ms\": 1500}");

    Callers.once(16, LIMIT,
        caller -> assertThat(SHARED.hotplug().text("t", "echo", "{\"text\": \"" + caller + "\"}"))
            .isEqualTo(Integer.toString(caller)));

    assertThat(slow.isAnswered()).isFalse();
    assertThat(slow.result().text()).isEqualTo("slept 1500 ms");
  }

  @Test
  void manyFirstCallsStartTheServerOnce() throws Exception {
    var starts = SHARED.folder().resolve("first.starts");
    SHARED.server("first", Entry.torture("starts=" + starts));

    Callers.once(16, LIMIT,
        caller -> assertThat(
            SHARED.hotplug().text("first", "echo", "{\"text\": \"" + caller + "\"}"))
            .isEqualTo(Integer.toString(caller)));

    assertThat(starts).content().hasLineCount(1);
  }

  @Test
  void aServerThatIsNotThereIsExplained() throws Exception {
    SHARED.hotplug()
        .load("u")
        .assertFailure("No server named \"u\" is configured", SHARED.project().file().toString());
  }

  @Test
  void theServersOwnRequestsAreAnswered() throws Exception {
    assertThat(SHARED.hotplug().text("t", "ask_client", "{\"method\": \"ping\"}"))
        .contains("\"result\":{}");
    assertThat(SHARED.hotplug().text("t", "ask_client", "{\"method\": \"roots/list\"}"))
        .contains("-32601");
    assertThat(SHARED.hotplug().requests()).isEmpty();
  }
}
