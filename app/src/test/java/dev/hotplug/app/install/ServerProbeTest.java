package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Probe;
import dev.hotplug.installer.Probe.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Start lines are told apart by what they start, and nothing of it stays alive. */
@Timeout(60)
class ServerProbeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A server with one tool, named after what it is given. */
  private static final String SERVER = """
      import json, os, sys
      print("Welcome!")
      for line in sys.stdin:
          asked = json.loads(line)
          if "id" not in asked: continue
          result = {"initialize": {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                                   "serverInfo": {"name": "notes", "version": "1.2"}},
                    "tools/list": {"tools": [{"name": os.environ.get("GIVEN", "") + sys.argv[1],
                                              "inputSchema": {"type": "object"}}]}}
          print(json.dumps({"jsonrpc": "2.0", "id": asked["id"],
                            "result": result[asked["method"]]}), flush=True)
      """;

  @RegisterExtension
  final Ground ground = new Ground();

  @TempDir
  private Path folder;

  @Test
  void aServerIsKnownByItsAnswers() throws Exception {
    Files.writeString(folder.resolve("server.py"), SERVER);

    var finding = probe(List.of("python3", "server.py", "!"), Map.of("GIVEN", "hello"), PATIENCE);

    assertThat(finding).isInstanceOfSatisfying(Finding.Answers.class, answers -> {
      assertThat(answers.name()).isEqualTo("notes");
      assertThat(answers.version()).isEqualTo("1.2");
      assertThat(answers.tools()).hasEntrySatisfying("hello!",
          definition -> assertThat(definition).contains("inputSchema"));
      assertThat(answers.took()).isBetween(Duration.ofMillis(1), PATIENCE);
    });
    assertThat(ground.alive()).isEmpty();
  }

  @Test
  void oneThatEndsSaysWhyOnBothStreams() throws Exception {
    var finding = shell("echo; echo Loading; echo 'NOTES_TOKEN is not set' >&2; exit 4", PATIENCE);

    assertThat(finding)
        .isEqualTo(new Finding.Silent("ended before it answered initialize: exit code 4",
            List.of("(an empty line)", "Loading"), List.of("NOTES_TOKEN is not set"), List.of()));
  }

  @Test
  void oneThatListensInsteadIsFoundAtItsPort() throws Exception {
    Files.writeString(folder.resolve("web.py"), """
        import socket, sys, time
        one = socket.create_server(("127.0.0.1", 0))
        print(one.getsockname()[1], file=sys.stderr, flush=True)
        time.sleep(600)
        """);

    var finding = probe(List.of("python3", "web.py"), Map.of(), Duration.ofSeconds(2));

    assertThat(finding).isInstanceOfSatisfying(Finding.Silent.class, silent -> {
      assertThat(silent.cause()).isEqualTo("did not answer initialize within 2000 ms");
      assertThat(silent.ports()).containsExactly(Integer.valueOf(silent.stderr().getFirst()));
    });
    assertThat(ground.alive()).isEmpty();
  }

  @Test
  void aMissingProgramIsNamed() throws Exception {
    var finding = probe(List.of("./no-such-server"), Map.of(), PATIENCE);

    assertThat(finding).isEqualTo(
        new Finding.Silent("cannot run: there is no file " + folder.resolve("./no-such-server"),
            List.of(), List.of(), List.of()));
  }

  @Test
  void whatItIsGivenIsTakenOutOfWhatItWrites() throws Exception {
    var finding = probe(List.of("sh", "-c", "echo bad $NOTES_TOKEN at $NOTES_URL >&2; exit 1"),
        Map.of("NOTES_TOKEN", "t0ps3cret-value", "NOTES_URL", "http://me:pw@there"), PATIENCE);

    assertThat(finding).isInstanceOfSatisfying(Finding.Silent.class,
        silent -> assertThat(silent.stderr())
            .containsExactly("bad [redacted NOTES_TOKEN] at [redacted NOTES_URL]"));
  }

  @Test
  void oneThatIsCancelledIsGoneWithAllThatItStarted() throws Exception {
    var alive = new CompletableFuture<List<String>>();
    var caller = Thread.ofVirtual().start(() -> {
      try {
        shell("setsid sleep 600 & : > up; trap '' TERM; while :; do sleep 0.05; done", PATIENCE);
      } catch (InterruptedException _) {
        alive.complete(ground.alive());
      }
    });
    awaitFile("up");

    caller.interrupt();

    assertThat(alive.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  private Finding shell(String script, Duration patience) throws InterruptedException {
    return probe(List.of("sh", "-c", script), Map.of(), patience);
  }

  private Finding probe(List<String> line, Map<String, String> environment, Duration patience)
      throws InterruptedException {
    return new ServerProbe(ground.connector()).probe(new Probe.StartLine(line, folder, environment),
        patience);
  }

  private void awaitFile(String name) throws IOException, InterruptedException {
    try (var watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      if (Files.exists(folder.resolve(name))) return;
      assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
