package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.debug.Debugged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that wait for a debugger, while calls and reloads go on as without. */
class DebugIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void nodesInspectorAnswersOnThePortThatIsToldWhichIsNeverAStrangers() throws Exception {
    try (var stranger = new ServerSocket(0, 1, InetAddress.ofLiteral(Debugged.HOST))) {
      var version = Files.writeString(SHARED.folder().resolve("version.txt"), "version=v1");
      var command = new ArrayList<>(
          TestServers.node(TestServers.sources("node").resolve("version.js").toString()));
      command.add(version.toString());
      SHARED.server("inspected", debugged(Entry.of(command), "node", stranger.getLocalPort()));

      var told = SHARED.hotplug().load("inspected").assertSuccess().field("debug");

      assertThat(port(told)).isGreaterThan(stranger.getLocalPort());
      assertThat(told.path("attach").asText()).contains("chrome://inspect", address(told));
      assertThat(read("http://" + address(told) + "/json/version")).contains("node.js/v");
      assertThat(SHARED.hotplug().text("inspected", "version", "{}")).isEqualTo("v1");
      assertThat(SHARED.hotplug().status("inspected").path("debug")).isEqualTo(told);
    }
  }

  @Test
  void aJvmIsAttachedToOnAPortOfItsOwnWhileTheOldOneFinishesItsCall() throws Exception {
    var project = Java.in(SHARED.folder(), "attached");
    SHARED.server("attached", debugged(Entry.of(Java.PROGRAM, "Versioned.java"), "java", free())
        .with("cwd", Bytes.quote(project.folder().toString())));
    var first = SHARED.hotplug().load("attached").assertSuccess().field("debug");
    var gate = SHARED.folder().resolve("attached.gate");
    var late = SHARED.hotplug()
        .askCall("attached", "late", "{\"gate\": " + Bytes.quote(gate.toString()) + "}");
    Await.until("it is called",
        () -> SHARED.hotplug().status("attached").path("in_flight").asInt() == 1);

    var second = SHARED.hotplug().reload("attached").assertSuccess().field("debug");

    var status = SHARED.hotplug().status("attached");
    assertThat(status.path("debug")).isEqualTo(second).isNotEqualTo(first);
    assertThat(status.at("/leaving/0/debug")).isEqualTo(first);
    assertJvm(first);
    assertJvm(second);
    Files.createFile(gate);
    assertThat(late.result().text()).isEqualTo("late v1");
  }

  @Test
  void debugpyAnswersInAServerThatGoesOnAsBefore() throws Exception {
    var edited = Edited.in(SHARED.folder(), "python");
    SHARED.server("python",
        debugged(Entry.of(TestServers.python(Path.of("server.py"))), "python", free()).with("cwd",
            Bytes.quote(edited.folder().toString())));

    var loaded = SHARED.hotplug().load("python").assertSuccess();
    assertDebugpy(loaded.field("debug"));
    edited.save("v2");
    var _ = SHARED.hotplug().awaitText("python", "version", "{}", "v2");

    assertDebugpy(SHARED.hotplug().status("python").path("debug"));
    assertThat(SHARED.hotplug().reload("python").assertSuccess().field("warnings")).isEmpty();
  }

  /** {@code -S} leaves out whatever is installed. */
  @Test
  void aPythonWithoutDebugpyIsToldWhatToInstallWhileTheOldServes() throws Exception {
    var edited = Edited.in(SHARED.folder(), "bare");
    var entry = Entry.of("python3", "-S", "server.py")
        .with("cwd", Bytes.quote(edited.folder().toString()));
    SHARED.server("bare", entry);
    SHARED.hotplug().load("bare").assertSuccess();

    SHARED.server("bare", debugged(entry, "python", free()));
    var reloaded = SHARED.hotplug().reload("bare");

    assertThat(reloaded.field("next_step").asText()).contains("pip install debugpy");
    assertThat(reloaded.field("error").asText()).contains("No module named debugpy");
    assertThat(SHARED.hotplug().text("bare", "version", "{}")).isEqualTo("v1");
  }

  @Test
  void aCommandThatTakesNoDebuggerIsServedWithAWarning() throws Exception {
    SHARED.server("wrapped", debugged(Entry.quick(), "node", 9229));

    var loaded = SHARED.hotplug().load("wrapped").assertSuccess();

    assertThat(loaded.field("warnings").toString()).contains("sh is neither node, tsx nor npx tsx");
    assertThat(SHARED.hotplug().status("wrapped").at("/debug/unattachable").asText())
        .contains("serves as usual");
  }

  private static Entry debugged(Entry entry, String type, int port) {
    return entry.with("hotplug",
        "{\"dev\": {\"debug\": {\"type\": \"" + type + "\", \"port\": " + port + "}}}");
  }

  private static String address(JsonNode debug) {
    return debug.path("address").asText();
  }

  private static int port(JsonNode debug) {
    return URI.create("http://" + address(debug)).getPort();
  }

  private static String read(String url) throws IOException {
    var connection = URI.create(url).toURL().openConnection();
    connection.setReadTimeout((int) PATIENCE.toMillis());
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As the JDWP specification begins: both sides say the same. */
  private static void assertJvm(JsonNode debug) throws IOException {
    var greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    try (var socket = connected(debug)) {
      socket.getOutputStream().write(greeting);
      assertThat(socket.getInputStream().readNBytes(greeting.length)).isEqualTo(greeting);
    }
  }

  /** As the Debug Adapter Protocol begins: a request under a header with its length. */
  private static void assertDebugpy(JsonNode debug) throws IOException {
    var request = """
        {"seq": 1, "type": "request", "command": "initialize", "arguments": {"adapterID": "x"}}""";
    try (var socket = connected(debug)) {
      socket.getOutputStream()
          .write(("Content-Length: " + request.length() + "\r\n\r\n" + request)
              .getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      while (!answer.toString().contains("\"success\": true")) {
        int next = socket.getInputStream().read();
        assertThat(next).as("ended after " + answer).isNotNegative();
        answer.append((char) next);
      }
    }
  }

  private static Socket connected(JsonNode debug) throws IOException {
    var socket = new Socket(InetAddress.ofLiteral(Debugged.HOST), port(debug));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(Debugged.HOST))) {
      return socket.getLocalPort();
    }
  }
}
