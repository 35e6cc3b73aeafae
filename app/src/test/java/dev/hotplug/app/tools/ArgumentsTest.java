package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hotplug.wire.Span;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static final Usage LOAD = Usage.of("load {\"server_name\": \"…\"}", "server_name");
  private static final Usage CALL = Usage.of("call {…}", "tool_name", "server_name");
  private static final Usage LOGS = Usage.of("logs {…}", "server_name", "tail", "since_generation",
      "grep");

  @ParameterizedTest
  @ValueSource(strings = {"{\"server_name\":\"notes\"}", "{\"server\":\"notes\"}",
      "{\"serverName\":\"notes\"}", "{\"mcp_server\":\"notes\"}", "{\"name\":\"notes\"}",
      "{\"server_name\":\"notes\",\"name\":\"other\"}", "\"{\\\"server_name\\\":\\\"notes\\\"}\"",
      "{\"parameters\":{\"server_name\":\"notes\"}}",
      "{\"arguments\":\"{\\\"server_name\\\":\\\"notes\\\"}\"}",
      "{\"input\":{\"server_name\":\"notes\"}}"})
  void aNameIsUnderstoodHoweverItIsSent(String sent) throws Misuse {
    assertThat(read(LOAD, sent).text("server_name")).isEqualTo("notes");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"server_name":"s","tool_name":"t"}            | s | t | []
      {"server_name":"s","tool_name":"t","name":"a"} | s | t | [name]
      {"server":"s","tool":"t","name":"a","x":1}     | s | t | [name, x]
      {"server_name":"s","name":"t","parameters":{}} | s | t | [parameters]
      {"name":"s","tool":"t"}                        | s | t | []
      {"server":"s","toolName":"t","tool":"t2"}      | s | t2 | [toolName]
      """)
  void aSynonymCountsOnceAndOnlyWhereItIsNeeded(String sent, String server, String tool,
      String others) throws Misuse {
    var arguments = read(CALL, sent);

    assertThat(arguments.text("server_name")).isEqualTo(server);
    assertThat(arguments.text("tool_name")).isEqualTo(tool);
    assertThat(arguments.others().keySet()).hasToString(others);
  }

  @Test
  void aToolsNameIsNotTakenForItsServer() throws Misuse {
    var arguments = read(CALL, "{\"name\":\"echo\",\"arguments\":{}}");

    assertThat(arguments.text("tool_name")).isEqualTo("echo");
    assertThat(arguments.optionalText("server_name")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"server_name":"s","tail":5}         | tail             | 5
      {"server_name":"s","tail":"5"}       | tail             | 5
      {"server_name":"s","tail":" 5 "}     | tail             | 5
      {"server_name":"s","tail":5.0}       | tail             | 5
      {"server_name":"s","lines":5}        | tail             | 5
      {"server_name":"s","limit":5}        | tail             | 5
      {"server_name":"s","n":"5"}          | tail             | 5
      {"server_name":"s","tail":-1}        | tail             | -1
      {"server_name":"s","generation":3}   | since_generation | 3
      {"server_name":"s","since":"3"}      | since_generation | 3
      """)
  void aNumberIsUnderstoodHoweverItIsSent(String sent, String name, long number) throws Misuse {
    assertThat(read(LOGS, sent).optionalNumber(name)).contains(number);
  }

  @Test
  void whatIsMissingOrNullIsAbsent() throws Misuse {
    var arguments = read(LOGS, "{\"server_name\":\"s\",\"tail\":null}");

    assertThat(arguments.optionalNumber("tail")).isEmpty();
    assertThat(arguments.optionalNumber("since_generation")).isEmpty();
    assertThat(arguments.optionalText("grep")).isEmpty();
  }

  @Test
  void aNumberOrABooleanIsTakenForAName() throws Misuse {
    assertThat(read(LOAD, "{\"server_name\":5}").text("server_name")).isEqualTo("5");
    assertThat(read(LOAD, "{\"server_name\":true}").text("server_name")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {}                           | server_name is missing; sent was nothing
      null                         | server_name is missing; sent was nothing
      []                           | server_name is missing; sent was nothing
      "abc"                        | server_name is missing; sent was nothing
      {"server_name":null}         | server_name is missing; sent was server_name
      {"srv":"x","other":1}        | server_name is missing; sent was srv, other
      {"server_name":{"name":"x"}} | server_name must be a string, and was {"name":"x"}
      {"server_name":["x"]}        | server_name must be a string, and was ["x"]
      """)
  void aMistakeIsAnsweredWithWhatWasSentAndTheRightCall(String sent, String what) {
    var answer = mistake(() -> read(LOAD, sent).text("server_name"));

    assertThat(answer.error()).isEqualTo(what + ". Nothing was done.");
    assertThat(answer.content().path("status").asText()).isEqualTo("invalid_arguments");
    assertThat(answer.content().path("next_step").asText())
        .isEqualTo("Call it like this: load {\"server_name\": \"…\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"five\"", "5.5", "\"\"", "true", "1e30", "\"0x5\""})
  void whatIsNoWholeNumberIsAMistake(String number) {
    var answer = mistake(
        () -> read(LOGS, "{\"server_name\":\"s\",\"tail\":" + number + "}").optionalNumber("tail"));

    assertThat(answer.error()).startsWith("tail must be a whole number, and was ");
  }

  @Test
  void aMistakeIsShownInBounds() {
    var many = "{\"a\":1" + ",\"b\":1".repeat(3) + "," + "\"c\":\"" + "x".repeat(5_000) + "\"";
    var names = new StringBuilder(many);
    for (int i = 0; i < 5_000; i++) names.append(",\"name_").append(i).append("\":1");

    assertThat(mistake(() -> read(LOAD, names + "}").text("server_name")).error())
        .hasSizeLessThan(2_000)
        .contains("more");
    assertThat(mistake(
        () -> read(LOAD, "{\"server_name\":[\"" + "x".repeat(5_000) + "\"]}").text("server_name"))
        .error()).hasSizeLessThan(400);
  }

  @Test
  void whatIsForUsIsBounded() throws Misuse {
    var long4096 = "x".repeat(4_096);

    assertThat(read(LOAD, "{\"server_name\":\"" + long4096 + "\"}").text("server_name"))
        .isEqualTo(long4096);
    tooLong("\"" + long4096 + "x\"", "4096 characters, and had 4097");
    tooLong("1" + long4096, "4096 characters, and had 4097");
    tooLong("[" + "0,".repeat(40_000) + "0]", "65536 characters, and had 80003");
  }

  private static void tooLong(String name, String what) {
    assertThat(
        mistake(() -> read(LOAD, "{\"server_name\":" + name + "}").text("server_name")).error())
        .isEqualTo("server_name may have at most " + what + ". Nothing was done.");
  }

  @Test
  void moreMembersThanAnybodyMeansAreAMistake() {
    var many = new StringBuilder("{\"server_name\":\"s\"");
    for (int i = 0; i < 10_000; i++) many.append(",\"").append(i).append("\":0");

    var answer = mistake(() -> read(LOAD, many + "}"));

    assertThat(answer.error())
        .isEqualTo("An object of arguments had more than 10000 members. Nothing was done.");
  }

  private static Answer mistake(ThrowingCallable reading) {
    return catchThrowableOfType(Misuse.class, reading).answer();
  }

  private static Arguments read(Usage usage, String sent) throws Misuse {
    return Arguments.of(new ToolUse(Map.of("arguments", Span.of(sent)), _ -> {}), usage);
  }
}
