package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What servers write beside their answers is kept, and stays off the client's line. */
class LogsIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void theLastLinesAreShownOldestFirst() throws Exception {
    SHARED.load("chatty");
    for (int i = 1; i <= 5; i++) say("chatty", "line " + i);

    assertThat(texts("{\"server_name\": \"chatty\", \"tail\": 2}")).containsExactly("line 4",
        "line 5");
    assertThat(texts("{\"server_name\": \"chatty\", \"tail\": \"2\"}")).hasSize(2);
    assertThat(texts("{\"server_name\": \"chatty\", \"grep\": \"line 3\"}"))
        .containsExactly("line 3");
    assertThat(texts("{\"server_name\": \"chatty\", \"grep\": \"line .\"}")).isEmpty();
    var line = logs("{\"server_name\": \"chatty\"}").field("lines").path(0);
    assertThat(line.path("generation").asInt()).isEqualTo(1);
    assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void olderGenerationsCanBeLeftOut() throws Exception {
    SHARED.load("twice", "stderrOnStart=hello");
    SHARED.hotplug().reload("twice").assertSuccess();

    Await.until("both have said hello", () -> SHARED.hotplug().log("twice").size() == 2);
    assertThat(texts("{\"server_name\": \"twice\", \"since_generation\": 2}"))
        .containsExactly("hello");
    assertThat(texts("{\"server_name\": \"twice\", \"since_generation\": 3}")).isEmpty();
  }

  @Test
  void hotplugsOwnLogTellsWhatHappenedToServers() throws Exception {
    SHARED.load("watched");
    SHARED.hotplug().reload("watched").assertSuccess();

    assertThat(texts("{\"server_name\": \"hotplug\", \"grep\": \"watched\"}"))
        .anyMatch(line -> line.contains("generation 1 serves"))
        .anyMatch(line -> line.contains("generation 2 took over from 1"));
  }

  @Test
  void aServerThatWasNeverLoadedHasNoLog() throws Exception {
    SHARED.load("here");

    logs("{\"server_name\": \"her\"}").assertFailure("\"her\"", "Did you mean \"here\"?");
  }

  @Test
  void aLogMessageOfAServerIsKept() throws Exception {
    SHARED.load("logger");

    SHARED.hotplug().call("logger", "log", "{\"text\": \"for the log\"}");

    assertThat(SHARED.hotplug().log("logger")).anyMatch(line -> line.contains("for the log"));
  }

  @Test
  void aSecretOfAnEntryIsTakenOut() throws Exception {
    SHARED.server("secretive", Entry.torture().with("env", "{\"API_TOKEN\": \"s3cr3t-Value\"}"));
    SHARED.hotplug().load("secretive").assertSuccess();

    say("secretive", "token is s3cr3t-Value");

    assertThat(SHARED.hotplug().log("secretive")).anyMatch(line -> line.startsWith("token is "))
        .noneMatch(line -> line.contains("s3cr3t-Value"));
  }

  /** Promise P19, the upstream's part: whatever it prints, our stdout stays clean (see Shared). */
  @Test
  void junkOnTheStdoutOfAServerGoesToItsLogAndCallsGoOn() throws Exception {
    SHARED.load("junky");
    SHARED.load("banner", "banner");
    SHARED.load("drip", "drip");

    assertThat(SHARED.hotplug().text("junky", "junk", "{}")).isEqualTo("after the junk");
    for (var tool : List.of("blank", "dup", "unknown_id", "string_id")) {
      assertThat(SHARED.hotplug().text("junky", tool, "{}")).isNotEmpty();
    }
    for (var server : List.of("junky", "banner", "drip")) {
      assertThat(SHARED.hotplug().text(server, "echo", "{\"text\": \"clean\"}")).isEqualTo("clean");
    }
    assertThat(SHARED.hotplug().log("junky"))
        .anyMatch(line -> line.contains("Server listening, press Ctrl-C to end"))
        .anyMatch(line -> line.contains("an answer to nothing that waits"));
  }

  @Test
  void manyLinesOnStderrHoldUpNobody() throws Exception {
    SHARED.load("flood");

    var written = SHARED.hotplug()
        .text("flood", "stderr", "{\"text\": \"" + "x".repeat(99) + "\", \"times\": 50000}");

    assertThat(written).isEqualTo("written 50000 times");
    assertThat(texts("{\"server_name\": \"flood\", \"tail\": 2000}")).isNotEmpty();
    assertThat(logs("{\"server_name\": \"flood\", \"tail\": 2000}").raw().length())
        .isLessThan(200_000);
  }

  /** Stderr is another pipe than stdout: what was said may arrive after the answer. */
  private static void say(String server, String text) throws Exception {
    int before = SHARED.hotplug().log(server).size();
    SHARED.hotplug().call(server, "stderr", "{\"text\": " + Bytes.quote(text) + "}");
    Await.until(text + " is kept", () -> SHARED.hotplug().log(server).size() > before);
  }

  private static ToolResult logs(String arguments) throws InterruptedException {
    return SHARED.hotplug().callTool("get_server_logs", arguments);
  }

  private static List<String> texts(String arguments) throws InterruptedException {
    return logs(arguments).assertSuccess().field("lines").findValuesAsText("text");
  }
}
