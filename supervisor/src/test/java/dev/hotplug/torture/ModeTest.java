package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripted server speaks the protocol, and its modes change what they say they change. */
class ModeTest {

  @Test
  void itSpeaksTheVersionItIsAskedForOrTheNewest() throws Exception {
    try (var one = Driven.started("version=v3"); var other = Driven.started()) {
      one.ask("initialize", "{\"protocolVersion\":\"2024-11-05\"}");
      other.ask("initialize", "{\"protocolVersion\":\"2099-01-01\"}");

      assertThat(one.next()).contains("\"protocolVersion\":\"2024-11-05\"", "\"version\":\"v3\"");
      assertThat(other.next()).contains("\"protocolVersion\":\"2025-11-25\"");
    }
  }

  @Test
  void nothingButPingIsAnsweredBeforeInitialized() throws Exception {
    try (var server = Driven.started()) {
      server.ask("ping", "{}");
      server.ask("tools/list", "{}");
      server.ask("server/discover", "{}");
      server.send("{\"jsonrpc\"");
      server.send("[]");

      assertThat(server.next()).contains("\"id\":1,\"result\":{}");
      assertThat(server.next()).contains("\"id\":2,\"error\":{\"code\":-32600");
      assertThat(server.next()).contains("\"id\":3,\"error\":{\"code\":-32601");
      assertThat(server.next()).contains("\"id\":null,\"error\":{\"code\":-32700");
      assertThat(server.next()).contains("\"id\":null,\"error\":{\"code\":-32600");
    }
  }

  @Test
  void pagesAddUpToTheWholeList() throws Exception {
    try (var whole = Driven.ready(); var paged = Driven.ready("page=25")) {
      whole.ask("tools/list", "{}");
      paged.ask("tools/list", "{}");
      paged.ask("tools/list", "{\"cursor\":\"after-25\"}");
      paged.ask("tools/list", "{\"cursor\":\"else\"}");

      var all = whole.next();
      var first = paged.next();
      var second = paged.next();

      assertThat(first).endsWith("],\"nextCursor\":\"after-25\"}}");
      assertThat(tools(first) + "," + tools(second)).isEqualTo(tools(all));
      assertThat(paged.next()).contains("-32602");
    }
  }

  @Test
  void toolsAreAddedHiddenAndChanged() throws Exception {
    try (var server = Driven.ready("extraTool=x1", "hideTool=echo", "require=add:c")) {
      server.ask("tools/list", "{}");
      server.call("echo", "{\"text\":\"t\"}");

      assertThat(server.next()).contains("\"x1\"", "\"required\":[\"a\",\"b\",\"c\"]")
          .doesNotContain("\"echo\"");
      assertThat(server.next()).contains("Unknown tool: echo");
    }
  }

  @Test
  void startsAreCountedAndFailAsTold(@TempDir Path folder) throws Exception {
    var starts = folder.resolve("starts");
    try (var server = Driven.started("exitOnStart=3", "stderrOnStart=no config",
        "starts=" + starts)) {

      assertThat(server.exit()).isEqualTo(3);
      assertThat(server.nextError()).isEqualTo("no config");
      assertThat(starts).hasContent(Long.toString(server.process().pid()));
    }
  }

  @Test
  void theEnvironmentIsWrittenEvenByAStartThatFails(@TempDir Path folder) throws Exception {
    var file = folder.resolve("environment");
    try (var server = Driven.started("exitOnStart=1", "environment=" + file)) {
      server.exit();

      assertThat(Files.readAllLines(file)).contains("TORTURE_MARK=" + server.mark());
    }
  }

  @Test
  void aSlowStartAnswersAfterIt() throws Exception {
    long before = System.nanoTime();
    try (var server = Driven.ready("slowStart=200")) {
      var taken = Duration.ofNanos(System.nanoTime() - before);

      assertThat(taken).isGreaterThan(Duration.ofMillis(200));
      assertThat(server.process().isAlive()).isTrue();
    }
  }

  @Test
  void anEditedSourceChangesTheNextStart(@TempDir Path folder) throws Exception {
    var source = Files.writeString(folder.resolve("modes"), "version=v1\n\nextraTool=e\n");
    try (var before = Driven.ready("source=" + source)) {
      before.call("version", "{}");
      assertThat(before.next()).contains("v1");
    }

    Files.writeString(source, "version=v2");

    try (var after = Driven.ready("source=" + source)) {
      after.call("version", "{}");
      assertThat(after.next()).contains("v2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hangInitialize", "initializeError", "wrongProtocol=1999-01-01"})
  void initializeGoesWrongAsTold(String mode) throws Exception {
    try (var server = Driven.started(mode)) {
      server.ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}");
      server.ask("ping", "{}");

      var expected = switch (mode) {
        case "hangInitialize" -> "\"id\":2,\"result\":{}";
        case "initializeError" -> "\"id\":1,\"error\":{\"code\":-32603";
        default -> "\"protocolVersion\":\"1999-01-01\"";
      };
      assertThat(server.next()).contains(expected);
    }
  }

  @Test
  void aHangingListAnswersOtherThings() throws Exception {
    try (var server = Driven.ready("hangList")) {
      server.ask("tools/list", "{}");
      server.ask("ping", "{}");

      assertThat(server.next()).contains("\"id\":3");
    }
  }

  @Test
  void itEndsOnceItIsReady() throws Exception {
    try (var server = Driven.ready("exitWhenReady=5")) {
      server.ask("tools/list", "{}");

      assertThat(server.next()).contains("\"tools\":[");
      assertThat(server.exit()).isEqualTo(5);
    }
  }

  @Test
  void onlyJunkIsOnlyJunk() throws Exception {
    try (var server = Driven.started("junkOnly")) {
      server.ask("initialize", "{}");
      server.ask("ping", "{}");

      for (int i = 0; i < 3; i++) assertThat(server.next()).doesNotStartWith("{");
    }
  }

  @Test
  void aBannerSurroundsEveryMessage() throws Exception {
    try (var server = Driven.started("banner")) {
      server.ask("ping", "{}");
      server.ask("ping", "{}");

      assertThat(server.next()).startsWith("\uFEFF{").endsWith("\"id\":1,\"result\":{}}\r");
      for (int i = 0; i < 2; i++) {
        assertThat(server.next()).isEqualTo("=== torture server ===");
        assertThat(server.next()).isEmpty();
        assertThat(server.next()).isEqualTo("\u001B[32mready\u001B[0m\r");
        if (i == 1) assertThat(server.next()).endsWith("\"id\":2,\"result\":{}}\r");
        assertThat(server.next()).isEqualTo(" ");
      }
    }
  }

  @Test
  void drippingBytesMakeTheSameLines() throws Exception {
    try (var server = Driven.ready("drip")) {
      server.call("echo", "{\"text\":\"drop\"}");

      assertThat(server.next()).startsWith("{").endsWith("}").contains("drop");
    }
  }

  @Test
  void theEndOfStdinEndsItWithTheCodeItIsTold() throws Exception {
    try (var one = Driven.ready(); var other = Driven.ready("exitOnEof=4")) {
      one.closeStdin();
      other.closeStdin();

      assertThat(one.exit()).isZero();
      assertThat(other.exit()).isEqualTo(4);
    }
  }

  @Test
  void itIgnoresTheEndOfStdin() throws Exception {
    try (var server = Driven.ready("ignoreEof")) {
      server.call("late", "{\"ms\":200}");
      server.closeStdin();

      assertThat(server.next()).contains("late by 200 ms");
      assertThat(server.process().isAlive()).isTrue();
    }
  }

  @Test
  void itIgnoresTheSignalToEnd() throws Exception {
    try (var server = Driven.ready("ignoreTerm"); var mortal = Driven.ready()) {
      server.process().toHandle().destroy();
      mortal.process().toHandle().destroy();
      assertThat(mortal.exit()).isEqualTo(128 + 15);

      server.call("late", "{\"ms\":200}");
      assertThat(server.next()).contains("late by 200 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spawnChild", "spawnDetached", "spawnChild=holdPipes"})
  void helpersOutliveTheServer(String mode) throws Exception {
    try (var server = Driven.ready(mode)) {
      server.closeStdin();
      server.exit();

      assertThat(Alive.with(server.mark())).extracting(Alive.Found::command)
          .containsExactly("sleep 600");
      if (!mode.endsWith("holdPipes")) server.assertEnd();
    }
  }

  @Test
  void aTakenPortEndsItAsItEndsNode() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = Driven.started("port=" + taken.getLocalPort())) {

      assertThat(server.exit()).isEqualTo(1);
      assertThat(server.nextError()).contains("EADDRINUSE");
    }
  }

  @Test
  void anEntryHoldsTheCommandLine() throws Exception {
    var command = TortureServer.command("version=\"quoted\"");

    var entry = (Json.Members) JsonReader.read(TortureServer.entry("version=\"quoted\""));

    assertThat(entry.text("command")).isEqualTo(command.getFirst());
    assertThat(entry.get("args"))
        .isEqualTo(new Json.Items(command.stream().skip(1).map(Json::text).toList()));
  }

  private static String tools(String line) {
    int from = line.indexOf("\"tools\":[") + 9;
    return line.substring(from, line.lastIndexOf(']'));
  }
}
