package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that says what it should not: always answered, never dead, never silent. */
class ClientJunkIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      nonsense                                            | -32700 | null
      {"jsonrpc":"2.0","id":1,"method":"ping"             | -32700 | null
      {"jsonrpc":"2.0","id":1,"method":"ping"}}           | -32700 | null
      {"jsonrpc":"2.0","id":1,"method":"ping"} {}         | -32600 | null
      {"jsonrpc":"1.0","id":"a","method":"ping"}          | -32600 | "a"
      {"id":"b","method":"ping"}                          | -32600 | "b"
      {"jsonrpc":"2.0","id":"c","method":7}               | -32600 | "c"
      {"jsonrpc":"2.0","id":"d","method":"ping","params":7} | -32600 | "d"
      {"jsonrpc":"2.0","id":1.5,"method":"ping"}          | -32600 | null
      {"jsonrpc":"2.0","id":{},"method":"ping"}           | -32600 | null
      {"jsonrpc":"2.0","id":"e"}                          | -32600 | "e"
      {}                                                  | -32600 | null
      []                                                  | -32600 | null
      42                                                  | -32600 | null
      null                                                | -32600 | null
      {"jsonrpc":"2.0","id":"f","method":"no/such"}       | -32601 | "f"
      {"jsonrpc":"2.0","id":"g","method":"resources/list"} | -32601 | "g"
      {"jsonrpc":"2.0","id":"h","method":"tools/call"}    | -32602 | "h"
      {"jsonrpc":"2.0","id":"i","method":"tools/call","params":{"name":7}} | -32602 | "i"
      """)
  void aBadLineIsAnsweredWithTheErrorItDeserves(String line, int code, String id) throws Exception {
    SHARED.hotplug().rawLine(line);

    var reply = SHARED.hotplug().nextStray();

    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.line()).isInstanceOfSatisfying(Line.Failure.class,
        failure -> assertThat(failure.id()).isEqualTo(Bytes.of(id)));
    assertAlive();
  }

  @Test
  void anUnknownToolIsAnsweredWithTheNameThatWasMeant() throws Exception {
    var reply = SHARED.hotplug().askTool("lod_mcp_server_dynamically", "{}").reply();

    assertThat(reply.code()).isEqualTo(-32602);
    assertThat(reply.error().tree().path("message").asText())
        .contains("Did you mean \"load_mcp_server_dynamically\"?", "call_dynamic_server_tool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\t", "\r"})
  void aBlankLineIsPassedOver(String line) throws Exception {
    SHARED.hotplug().rawLine(line);

    assertAlive();
    assertThat(SHARED.hotplug().strays()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\r", "\uFEFF%s", "  %s\t "})
  void aCarriageReturnAMarkAndBlanksAroundALineDoNotHarm(String around) throws Exception {
    SHARED.hotplug().rawLine(around.formatted(ping("\"around\"")));

    assertThat(SHARED.hotplug().nextStray().line())
        .isEqualTo(new Line.Result(Bytes.of("\"around\""), Bytes.of("{}")));
  }

  @Test
  void aLineThatComesInPiecesAndTwoInOneWriteAreLines() throws Exception {
    var line = ping("\"piece é\"") + "\n";
    for (int at = 0; at < line.length(); at++) {
      SHARED.hotplug().rawPart(line.substring(at, at + 1));
    }
    assertThat(SHARED.hotplug().nextStray().line())
        .isEqualTo(new Line.Result(Bytes.of("\"piece é\""), Bytes.of("{}")));

    SHARED.hotplug().rawPart(ping("\"one\"") + "\n" + ping("\"two\"") + "\n");
    assertThat(SHARED.hotplug().nextStray().isError()).isFalse();
    assertThat(SHARED.hotplug().nextStray().isError()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "12345678901234567890123", "\"\"", "\"a \\\" é\""})
  void anIdComesBackAsItWasSent(String id) throws Exception {
    SHARED.hotplug().rawLine(ping(id));

    assertThat(SHARED.hotplug().nextStray().line())
        .isEqualTo(new Line.Result(Bytes.of(id), Bytes.of("{}")));
  }

  @Test
  void paramsMayBeMissing() throws Exception {
    SHARED.hotplug().rawLine("{\"jsonrpc\":\"2.0\",\"id\":\"bare\",\"method\":\"tools/list\"}");

    assertThat(SHARED.hotplug().nextStray().tree().path("tools")).hasSize(Hotplug.TOOLS);
  }

  @Test
  void everyRequestOfABatchIsAnsweredByItself() throws Exception {
    SHARED.hotplug().rawLine("[" + ping("\"b1\"") + ",{\"jsonrpc\":\"2.0\",\"method\":\"n\"},7]");

    assertThat(SHARED.hotplug().nextStray().line())
        .isEqualTo(new Line.Result(Bytes.of("\"b1\""), Bytes.of("{}")));
    assertThat(SHARED.hotplug().nextStray().code()).isEqualTo(-32600);
  }

  @Test
  void anIdThatIsStillUnderWayIsRefused() throws Exception {
    SHARED.load("slow");
    var call = "{\"jsonrpc\":\"2.0\",\"id\":\"same\",\"method\":\"tools/call\",\"params\":"
        + "{\"name\":\"call_dynamic_server_tool\",\"arguments\":{\"server_name\":\"slow\","
        + "\"tool_name\":\"sleep\",\"parameters\":{\"ms\":300}}}}";
    SHARED.hotplug().rawLine(call);
    SHARED.hotplug().rawLine(call);

    assertThat(SHARED.hotplug().nextStray().code()).isEqualTo(-32600);
    assertThat(SHARED.hotplug().nextStray().result().toString()).contains("slept 300 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"jsonrpc\":\"2.0\",\"id\":99999,\"result\":{}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"no/such/notification\"}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}"})
  void whatAsksNothingIsNotAnswered(String line) throws Exception {
    SHARED.hotplug().rawLine(line);

    assertAlive();
    assertThat(SHARED.hotplug().strays()).isEmpty();
  }

  @Test
  void halfALineAndThenTheEndIsAnsweredAndEndsWell(@TempDir Path folder) throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.rawPart("{\"jsonrpc\":\"2.0\",\"id\":7,\"met");
      hotplug.closeStdin();

      assertThat(hotplug.nextStray().code()).isEqualTo(-32700);
      assertThat(hotplug.awaitExit(Duration.ofSeconds(5))).isZero();
    }
  }

  @Test
  void aWholeLineWithoutItsNewlineIsAnsweredAtTheEnd(@TempDir Path folder) throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.rawPart(ping("\"last\""));
      hotplug.closeStdin();

      assertThat(hotplug.nextStray().isError()).isFalse();
      assertThat(hotplug.awaitExit(Duration.ofSeconds(5))).isZero();
    }
  }

  @Test
  void aClientThatClosesStdoutIsToldOfOnStderrAndEndsItByStdin(@TempDir Path folder)
      throws Exception {
    var launcher = folder.resolve("deaf-after-two-lines");
    Files.writeString(launcher, """
        #!/bin/sh
        '%s' "$@" | {
          for i in 1 2; do IFS= read -r line; printf '%%s\\n' "$line"; done
          exec <&-
          echo deaf >&2
        }
        """.formatted(Launcher.path()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    try (var hotplug = Hotplug.in(folder).launcher(launcher).start()) {
      assertThat(hotplug.request("ping", "{}").isError()).isFalse();
      // What is written before the pipe is closed nobody misses.
      var _ = hotplug.awaitStderr("deaf");

      hotplug.rawLine(ping("\"unheard\""));

      assertThat(hotplug.awaitStderr("the client has closed our stdout")).contains("run on until");
    }
  }

  private static String ping(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
  }

  private static void assertAlive() throws InterruptedException {
    assertThat(SHARED.hotplug().request("ping", "{}").result()).isEqualTo(Bytes.of("{}"));
  }
}
