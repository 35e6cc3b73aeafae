package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness reads stdout strictly. */
class LineTest {

  @Test
  void messagesAreToldApart() {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{ \"a\" : 1.0 }}"))
        .isEqualTo(new Line.Result(Bytes.of("1"), Bytes.of("{ \"a\" : 1.0 }")));
    assertThat(read("{\"id\":\"x\",\"error\":{\"code\":-1,\"message\":\"m\"},\"jsonrpc\":\"2.0\"}"))
        .isEqualTo(
            new Line.Failure(Bytes.of("\"x\""), Bytes.of("{\"code\":-1,\"message\":\"m\"}")));
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-1,\"message\":\"m\"}}"))
        .isInstanceOf(Line.Failure.class);
    assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}"))
        .isEqualTo(new Line.Notification("m", null));
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"method\":\"m\",\"params\":{}}"))
        .isEqualTo(new Line.Request(Bytes.of("\"7\""), "m", Bytes.of("{}")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      ``                                                             | no object
      ready                                                          | Unrecognized token
      []                                                             | no object
      null                                                           | no object
      {}                                                             | jsonrpc is not
      {"jsonrpc":2.0,"method":"m"}                                   | jsonrpc is not
      {"jsonrpc":"2.0"}                                              | id is missing
      {"jsonrpc":"2.0","method":"m"} {}                              | text after the object
      {"jsonrpc":"2.0","method":"m","method":"m"}                    | stands there twice
      {"jsonrpc":"2.0","method":1}                                   | method is no name
      {"jsonrpc":"2.0","method":"m","params":[]}                     | params are no object
      {"jsonrpc":"2.0","method":"m","id":null}                       | id is no text
      {"jsonrpc":"2.0","method":"m","id":1.0}                        | id is no text
      {"jsonrpc":"2.0","method":"m","id":1,"result":{}}              | result may not be there
      {"jsonrpc":"2.0","id":1,"result":{},"error":{}}                | error may not be there
      {"jsonrpc":"2.0","id":null,"result":{}}                        | id is no text
      {"jsonrpc":"2.0","result":{}}                                  | id is missing
      {"jsonrpc":"2.0","id":1,"result":1}                            | result is no object
      {"jsonrpc":"2.0","id":1,"result":{},"more":1}                  | more may not be there
      {"jsonrpc":"2.0","id":1,"error":{"code":"1","message":""}}     | error.code
      {"jsonrpc":"2.0","id":1,"error":{"code":1}}                    | error.message
      {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"","x":1}} | error.x may not be there
      {"jsonrpc":"2.0","id":1,"resu                                  | Unexpected end
      """)
  void whatIsNoMessageIsAViolation(String line, String reason) {
    assertThat(read(line)).isInstanceOfSatisfying(Line.Violation.class,
        violation -> assertThat(violation.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {" %s", "%s ", "%s\r", "\uFEFF%s"})
  void nothingMayStandAroundAMessage(String around) {
    var line = around.formatted("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}");

    assertThat(read(line)).isInstanceOf(Line.Violation.class);
  }

  @Test
  void invalidUtf8IsAViolation() {
    var line = "{\"jsonrpc\":\"2.0\",\"method\":\"\u00FF\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Line.read(line)).isInstanceOf(Line.Violation.class);
  }

  @Test
  void aDeepResultIsNoViolation() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"d\":" + deep + "}}"))
        .isInstanceOf(Line.Result.class);
  }

  private static Line read(String line) {
    return Line.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
