package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.torture.Alive;
import dev.hotplug.torture.TortureServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The harness notices what it is there to notice. A scripted server stands in for Hotplug, behind a
 * launcher of one line.
 */
class HarnessIT {
  @TempDir
  private Path folder;

  @Test
  void aServerThatBehavesClosesInPeace() throws Exception {
    try (var server = start()) {
      assertThat(server.callTool("echo", "{\"text\":\"a \u00e9\"}").text()).isEqualTo("a \u00e9");
      assertThat(server.request("tools/list", "{}").tree().path("tools")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      version=v1           | junk  | {} | no JSON-RPC on stdout
      version=v1           | blank | {} | no JSON-RPC on stdout
      version=v1           | dup   | {} | answers that nobody asked for
      exitOnEof=3          | pid   | {} | exit code at the end of stdin
      ignoreEof            | pid   | {} | lives on
      spawnChild           | pid   | {} | sleep 600
      spawnDetached        | pid   | {} | sleep 600
      spawnChild=holdPipes | pid   | {} | is still open
      """)
  void whatNoTestMayForgetFailsTheClose(String mode, String tool, String arguments, String message)
      throws Exception {
    var server = Hotplug.in(folder)
        .launcher(launcher(mode))
        .patience(Duration.ofSeconds(1))
        .start();
    server.callTool(tool, arguments);

    assertThatThrownBy(server::close).isInstanceOf(AssertionError.class)
        .satisfies(failure -> assertThat(all(failure)).contains(message));

    assertThat(Alive.with(server.homes().state().toString())).isEmpty();
    assertThat(server.homes().state().getParent()).doesNotExist();
  }

  @Test
  void aServerThatDiesFailsTheCallAtOnce() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(() -> server.callTool("exit", "{\"code\":7}"))
          .hasMessageContaining("stdout ended")
          .hasMessageContaining("ended with 7");
      assertThat(server.awaitExit(Duration.ofSeconds(5))).isEqualTo(7);
    }
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() throws Exception {
    var launcher = launcher("stderrOnStart=no jar", "exitOnStart=69");

    assertThatThrownBy(() -> Hotplug.in(folder).launcher(launcher).start())
        .hasMessageContaining("no jar")
        .hasMessageContaining("ended with 69");
  }

  @Test
  void everyWaitHasALimit() throws Exception {
    try (
        var server = Hotplug.in(folder).launcher(launcher()).limit(Duration.ofSeconds(1)).start()) {

      assertThatThrownBy(() -> server.callTool("hang", "{}"))
          .hasMessageContaining("no answer within PT1S");
      assertThatThrownBy(server::nextStray).hasMessageContaining("no answer");
      assertThatThrownBy(() -> server.awaitNotification("n")).hasMessageContaining("no such");
    }
  }

  @Test
  void repliesKeepTheirBytes() throws Exception {
    try (var server = start(); var direct = Direct.to(TortureServer.command(), folder)) {

      var one = server.callTool("structured", "{}");
      var other = direct.callTool("structured", "{}");

      assertThat(one.raw()).isEqualTo(other.raw());
      assertThat(one.raw().toString()).contains("\"zeta\":100.0,\"alpha\":1E+2,\"minus\":-0.0");
      assertThat(one.field("zeta").intValue()).isEqualTo(100);
      assertThat(one.isError()).isFalse();
    }
  }

  @Test
  void anErrorIsAReplyToo() throws Exception {
    try (var server = start()) {
      var reply = server.askTool("rpc_error", "{\"code\":-32042,\"message\":\"later\"}").reply();

      assertThat(reply.isError()).isTrue();
      assertThat(reply.code()).isEqualTo(-32042);
      assertThatThrownBy(reply::result).hasMessageContaining("later");
    }
  }

  @Test
  void answersFindTheirRequestsInAnyOrder() throws Exception {
    try (var server = start()) {
      var slow = server.askTool("sleep", "{\"ms\":100}");
      var quick = server.askTool("echo", "{\"text\":\"quick\"}");

      assertThat(quick.result().text()).isEqualTo("quick");
      assertThat(slow.result().text()).isEqualTo("slept 100 ms");
    }
  }

  @Test
  void aCancellationNamesTheRequest() throws Exception {
    try (var server = start()) {
      var sleeping = server.askTool("sleep", "{\"ms\":10000}");
      sleeping.cancel("enough");

      assertThat(server.callTool("cancelled", "{}").text())
          .isEqualTo("[{\"requestId\":" + sleeping.id() + ",\"reason\":\"enough\"}]");
      assertThat(sleeping.isAnswered()).isFalse();
    }
  }

  @Test
  void theServersOwnRequestsAreAnswered() throws Exception {
    try (var server = start()) {
      server.answer("roots/list", "{\"roots\":[]}");

      var roots = server.callTool("ask_client", "{\"method\":\"roots/list\"}").text();
      var ping = server.callTool("ask_client", "{\"method\":\"ping\"}").text();
      var other = server.callTool("ask_client", "{\"method\":\"other\"}").text();

      assertThat(roots).contains("\"result\":{\"roots\":[]}");
      assertThat(ping).contains("\"result\":{}");
      assertThat(other).contains("-32601");
      assertThat(server.requests()).extracting(Line.Request::method)
          .containsExactly("roots/list", "ping", "other");
    }
  }

  @Test
  void notificationsAndStderrAreKept() throws Exception {
    try (var server = start()) {
      server.callTool("log", "{\"text\":\"hear\"}");
      server.callTool("stderr", "{\"text\":\"oh dear\"}");

      assertThat(server.awaitNotification("notifications/message").tree().path("data").asText())
          .isEqualTo("hear");
      assertThat(server.awaitStderr("dear")).isEqualTo("oh dear");
    }
  }

  @Test
  void aRawLineIsAnsweredByAStray() throws Exception {
    try (var server = start()) {
      server.rawLine("{\"jsonrpc\":\"2.0\",\"id\":\"mine\",\"method\":\"ping\"}");
      server.rawLine("nonsense");

      assertThat(server.nextStray().line())
          .isEqualTo(new Line.Result(Bytes.of("\"mine\""), Bytes.of("{}")));
      assertThat(server.nextStray().code()).isEqualTo(-32700);
    }
  }

  @Test
  void whatIsSaidAfterTheEndIsDropped() throws Exception {
    try (var server = start()) {
      server.closeStdin();
      server.rawLine("too late");

      assertThat(server.awaitExit(Duration.ofSeconds(5))).isZero();
      assertThatThrownBy(() -> server.request("ping", "{}")).hasMessageContaining("stdout ended");
    }
  }

  @Test
  void itStartsAsAClientStartsIt() throws Exception {
    try (var server = Hotplug.in(folder).launcher(launcher()).environment("MORE", "m").start()) {
      assertThat(env(server, "CLAUDE_PROJECT_DIR")).isEqualTo(folder.toString());
      assertThat(env(server, "XDG_STATE_HOME")).isEqualTo(server.homes().state().toString());
      assertThat(env(server, "MORE")).isEqualTo("m");
      assertThat(server.callTool("cwd", "{}").text()).isEqualTo(folder.toRealPath().toString());
      assertThat(server.callTool("pid", "{}").text()).isEqualTo(Long.toString(server.pid()));
    }
  }

  @Test
  void aProjectKeepsBothListsInItsFile() throws Exception {
    var project = Project.in(folder)
        .server("own", TortureServer.entry("version=v1"))
        .sharedServer("shared", "{\"command\":\"x\"}")
        .sharedServer("gone", "{}")
        .without("gone");

    var tree = Bytes.tree(Files.readString(project.file()));

    assertThat(tree.at("/hotplug/servers/own/args").toString()).contains("version=v1");
    assertThat(tree.path("mcpServers").toString()).isEqualTo("{\"shared\":{\"command\":\"x\"}}");
  }

  private Hotplug start() throws Exception {
    return Hotplug.in(folder).launcher(launcher()).start();
  }

  private Path launcher(String... modes) throws Exception {
    var command = TortureServer.command(modes)
        .stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
    var launcher = Files.writeString(folder.resolve("launcher"),
        "#!/bin/sh\nexec " + command + "\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return launcher;
  }

  private static String env(Hotplug server, String name) throws InterruptedException {
    return server.callTool("env", "{\"name\":\"" + name + "\"}").text();
  }

  private static String all(Throwable failure) {
    var text = new StringBuilder(String.valueOf(failure.getMessage()));
    for (var more : failure.getSuppressed()) text.append('\n').append(more.getMessage());
    return text.toString();
  }
}
