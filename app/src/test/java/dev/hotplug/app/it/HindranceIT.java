package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Servers that own a port or a lock, reloaded by people who did not say so. */
class HindranceIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  /** Begins as the programs of its kind do, and speaks MCP in a few lines. */
  private static final String MINIMAL_MCP = """
      import json, sys
      for line in sys.stdin:
          message = json.loads(line)
          if "id" not in message: continue
          result = {"initialize": {"protocolVersion": "2025-11-25",
                                   "capabilities": {"tools": {}},
                                   "serverInfo": {"name": "minimal", "version": "1"}},
                    "tools/list": {"tools": [{"name": "echo", "inputSchema": {"type": "object"}}]}}
          answer = result.get(message["method"], {"content": [{"type": "text", "text": "here"}]})
          print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer}), flush=True)
      """;

  @Test
  void aServerThatOwnsAPortIsReplacedAndTheAnswerSaysHowToSaveTheFailingTry() throws Exception {
    int port = freePort();
    var source = Source.in(SHARED.folder(), "owner", "port=" + port, "version=v1");
    SHARED.server("owner", source.entry().with("hotplug", "{\"dev\": {\"keep_previous\": true}}"));
    SHARED.hotplug().load("owner").assertSuccess();
    source.edit("port=" + port, "version=v2");

    var reload = SHARED.hotplug().reload("owner").assertSuccess();

    checkReplaced(reload, "port " + port);
    assertThat(reload.field("warnings").toString())
        .contains("{\\\"reload\\\": \\\"replace\\\"} in the entry of \\\"owner\\\"")
        .contains("Nothing is kept of the version before");
    assertThat(SHARED.hotplug().text("owner", "version", "{}")).isEqualTo("v2");
    var history = SHARED.hotplug().history("owner");
    assertThat(history.at("/1/end/how").asText()).isEqualTo("failed_start");
    assertThat(history.at("/2/mode").asText()).isEqualTo("replace");
  }

  @Test
  void callsThatComeMeanwhileAreAnswered() throws Exception {
    int port = freePort();
    var source = SHARED.load("busy-owner", "port=" + port, "version=v1");
    source.edit("port=" + port, "version=v2");

    var reload = SHARED.hotplug().askReload("busy-owner");
    var versions = new StringBuilder();
    while (!reload.isAnswered())
      versions.append(SHARED.hotplug().text("busy-owner", "version", "{}"));

    reload.result().assertSuccess();
    assertThat(versions.toString()).matches("(v1)*(v2)*");
  }

  @Test
  void aPythonServerThatOwnsAPortIsReplaced() throws Exception {
    int port = freePort();
    python("asgi", "import socketserver\n" + "server = socketserver.TCPServer((\"127.0.0.1\", "
        + port + "), None)\n");

    checkReplaced(SHARED.hotplug().reload("asgi").assertSuccess(), "port " + port);
  }

  @Test
  void aNodeServerThatOwnsAPortIsReplaced() throws Exception {
    var node = Path.of("/usr/bin/node");
    assumeTrue(Files.isExecutable(node));
    int port = freePort();
    var script = SHARED.folder().resolve("web.js");
    Files.writeString(script, """
        const answers = {
          initialize: {protocolVersion: "2025-11-25", capabilities: {tools: {}},
                       serverInfo: {name: "web", version: "1"}},
          "tools/list": {tools: [{name: "echo", inputSchema: {type: "object"}}]}};
        require("http").createServer().listen(%d, "127.0.0.1", () => {
          const lines = require("readline").createInterface({input: process.stdin});
          lines.on("close", () => process.exit(0));
          lines.on("line", line => {
            const {id, method} = JSON.parse(line);
            if (id === undefined) return;
            console.log(JSON.stringify({jsonrpc: "2.0", id, result: answers[method]}));
          });
        });
        """.formatted(port));
    SHARED.server("web", Entry.of(node.toString(), script.toString()));
    SHARED.hotplug().load("web").assertSuccess();

    checkReplaced(SHARED.hotplug().reload("web").assertSuccess(), "port " + port);
  }

  @Test
  void aServerThatOwnsADatabaseIsReplaced() throws Exception {
    var database = SHARED.folder().resolve("notes.db");
    python("keeper", """
        import sqlite3
        db = sqlite3.connect("%s", timeout=0, isolation_level=None)
        db.execute("pragma locking_mode = exclusive")
        db.execute("begin exclusive")
        """.formatted(database));

    checkReplaced(SHARED.hotplug().reload("keeper").assertSuccess(), "a lock on " + database);
  }

  @Test
  void aPortOfAServerBehindAnotherHotplugIsNamed(@TempDir Path folder) throws Exception {
    var port = "port=" + freePort();
    var project = Project.in(folder.toRealPath()).server("first", Entry.torture(port));
    try (var other = Hotplug.on(project.folder())) {
      other.load("first").assertSuccess();
      SHARED.server("second", Entry.torture(port));

      var load = SHARED.hotplug().load("second");

      load.assertFailure("It does not run");
      assertThat(load.word("next_step"))
          .contains("is held by server \"first\" of another Hotplug (pid ");
    }
  }

  private static void python(String name, String beginning) throws Exception {
    var python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python));
    var script = SHARED.folder().resolve(name + ".py");
    Files.writeString(script, beginning + MINIMAL_MCP);
    SHARED.server(name, Entry.of(python.toString(), script.toString()));
    SHARED.hotplug().load(name).assertSuccess();
  }

  private static void checkReplaced(ToolResult reload, String place) {
    assertThat(reload.word("mode")).isEqualTo("replace");
    assertThat(reload.field("generation").asInt()).isEqualTo(3);
    assertThat(reload.field("warnings").toString())
        .contains("It could not start beside generation 1, which had " + place);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
