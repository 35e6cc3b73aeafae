package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that end by themselves: the cause is told, they come back, and not for ever. */
class CrashIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aLostCallNamesTheExitCodeAndTheLastStderr() throws Exception {
    SHARED.load("weak");
    SHARED.hotplug().call("weak", "stderr", "{\"text\": \"out of ink\"}");

    var lost = SHARED.hotplug().call("weak", "exit", "{\"code\": 7}");

    lost.assertFailure("exit on \"weak\" was lost", "exit code 7", "not sent again");
    assertThat(lost.word("status")).isEqualTo("lost");
    assertThat(lost.field("exit").path("code").asInt()).isEqualTo(7);
    assertThat(lost.field("stderr_tail").toString()).contains("out of ink");
    assertThat(SHARED.hotplug().text("weak", "echo", "{\"text\": \"back\"}")).isEqualTo("back");
    assertThat(SHARED.hotplug().status("weak").path("generation").asInt()).isEqualTo(2);
    assertThat(SHARED.hotplug().log("hotplug")).anyMatch(line -> line.contains("exit code 7"));
  }

  @Test
  void aLostCallNamesTheSignal() throws Exception {
    SHARED.load("shot");

    var lost = SHARED.hotplug().call("shot", "kill_self", "{\"signal\": \"KILL\"}");

    // The server answers nothing: it dies with the call.
    lost.assertFailure("killed by SIGKILL");
    assertThat(lost.field("exit").toString()).isEqualTo("{\"code\":137,\"signal\":\"SIGKILL\"}");
  }

  @Test
  void aServerThatClosesItsStdoutIsLostThoughItLives() throws Exception {
    SHARED.load("mute");

    SHARED.hotplug()
        .call("mute", "close_stdout", "{}")
        .assertFailure("closed its stdout, though its process still runs");

    assertThat(SHARED.hotplug().text("mute", "echo", "{\"text\": \"heard\"}")).isEqualTo("heard");
  }

  @Test
  void theFifthCrashIsTheLastAndALoadRevives() throws Exception {
    var source = SHARED.load("frail");
    for (int crash = 1; crash <= 5; crash++) {
      SHARED.hotplug().call("frail", "exit", "{\"code\": 9}").assertFailure("exit code 9");
    }

    Await.until("given up", () -> state("frail").equals("failed"));
    var call = SHARED.hotplug().call("frail", "echo", "{\"text\": \"anybody?\"}");
    call.assertFailure("does not run", "crashed 5 times without 60 s of calm", "exit code 9");
    assertThat(call.field("exit").path("code").asInt()).isEqualTo(9);
    assertThat(call.word("next_step")).contains("Mend the cause and call",
        "get_server_history {\"server_name\": \"frail\"}");
    assertThat(SHARED.hotplug().status("frail").path("generation").asInt()).isEqualTo(5);
    assertThat(SHARED.hotplug().log("hotplug")).anyMatch(line -> line.contains("given up"));

    source.edit("version=mended");
    assertThat(SHARED.hotplug().load("frail").assertSuccess().field("generation").asInt())
        .isEqualTo(6);
    assertThat(SHARED.hotplug().text("frail", "version", "{}")).isEqualTo("mended");
  }

  @Test
  void aServerThatEndsWellWithNothingToDoIsStoppedAndComesBackWhenCalled() throws Exception {
    var script = Files.writeString(SHARED.folder().resolve("brief.sh"), """
        while read -r line; do
          id=${line#*'"id":'}
          answer='{"jsonrpc":"2.0","id":'${id%%,*}',"result":'
          case $line in
            *'"initialize"'*) echo "$answer"'{"protocolVersion":"2025-11-25"}}' ;;
            *'"tools/list"'*) echo "$answer"'{"tools":[{"name":"once","inputSchema":{}}]}}' ;;
            *'"tools/call"'*) echo "$answer"'{"content":[{"type":"text","text":"done"}]}}'; exit ;;
          esac
        done
        """);
    SHARED.server("brief", Entry.of("sh", script.toString()));
    assertThat(SHARED.hotplug().text("brief", "once", "{}")).isEqualTo("done");

    Await.until("stopped", () -> state("brief").equals("stopped"));

    assertThat(SHARED.hotplug().text("brief", "once", "{}")).isEqualTo("done");
  }

  /** A call that waits for it must not start it for ever. */
  @Test
  void aServerThatOnlyEverStartsAndEndsWellIsGivenUp() throws Exception {
    var starts = SHARED.folder().resolve("starts of an idler");
    SHARED.server("idler", Entry.torture("starts=" + starts, "exitWhenReady=0"));

    var call = SHARED.hotplug().call("idler", "echo", "{\"text\": \"anybody?\"}");

    assertThat(call.isError()).isTrue();
    Await.until("given up", () -> state("idler").equals("failed"));
    assertThat(Files.readAllLines(starts)).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAtOnceAndIsNotTriedAgain() throws Exception {
    var starts = SHARED.folder().resolve("starts");
    SHARED.server("stillborn",
        Entry.torture("starts=" + starts, "stderrOnStart=SyntaxError: line 12", "exitOnStart=3"));

    var load = SHARED.hotplug().load("stillborn");

    load.assertFailure("stillborn", "exit code 3", "It does not run", "SyntaxError: line 12");
    assertThat(load.word("status")).isEqualTo("failed");
    assertThat(load.field("exit").path("code").asInt()).isEqualTo(3);
    SHARED.hotplug().call("stillborn", "echo", "{\"text\": \"x\"}").assertFailure("exit code 3");
    assertThat(starts).content().hasLineCount(1);
  }

  private static String state(String server) throws InterruptedException {
    return SHARED.hotplug().status(server).path("status").asText();
  }
}
