package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** New code takes over without anybody noticing but by its answers. */
class ReloadIT {
  private static final int CALLERS = 16;
  private static final int RELOADS = 20;

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aReloadUnderRunningCallsLosesNoneAndTurnsNobodyBack() throws Exception {
    var source = SHARED.load("busy", "version=0");
    var newest = new AtomicInteger();

    try (var callers = Callers.looping(CALLERS, caller -> call(caller, newest))) {
      for (int reload = 1; reload <= RELOADS; reload++) {
        source.edit("version=" + reload);
        SHARED.hotplug().reload("busy").assertSuccess();
        newest.set(reload);
      }
      long calls = callers.stop(Duration.ofSeconds(20));
      System.out.printf("P6: %d calls during %d reloads, none lost%n", calls * 2, RELOADS);
    }

    assertThat(SHARED.hotplug().status("busy").path("generation").asInt()).isEqualTo(RELOADS + 1);
  }

  /** An answer comes from no older version than one that had taken over before the call. */
  private static void call(int caller, AtomicInteger newest) throws InterruptedException {
    int atLeast = newest.get();
    assertThat(Integer.parseInt(SHARED.hotplug().text("busy", "version", "{}")))
        .isGreaterThanOrEqualTo(atLeast);
    int ms = 10 + caller;
    assertThat(SHARED.hotplug().text("busy", "sleep", "{\"ms\": " + ms + "}"))
        .isEqualTo("slept " + ms + " ms");
  }

  @Test
  void itSaysWhatChangedAndHowLongEachStepTook() throws Exception {
    var source = SHARED.load("growing", "extraTool=old");

    source.edit("extraTool=new", "require=echo:language");
    var reload = SHARED.hotplug().reload("growing").assertSuccess();

    assertThat(reload.field("diff").toString())
        .isEqualTo("{\"added\":[\"new\"],\"removed\":[\"old\"],"
            + "\"changed\":[{\"name\":\"echo\",\"breaking\":true}]}");
    assertThat(reload.field("old_generation").asInt()).isEqualTo(1);
    assertThat(reload.field("generation").asInt()).isEqualTo(2);
    assertThat(reload.word("mode")).isEqualTo("swap");
    for (var step : new String[]{"spawn", "initialize", "list", "switch"}) {
      assertThat(reload.field("timing_ms").path(step).isIntegralNumber()).as(step).isTrue();
    }
    assertThat(reload.field("tools").findValuesAsText("name")).contains("new", "echo")
        .doesNotContain("old");
  }

  @Test
  void aServerThatIsNotLoadedIsLoaded() throws Exception {
    SHARED.server("fresh", Entry.torture());

    var reload = SHARED.hotplug().reload("fresh").assertSuccess();

    assertThat(reload.field("generation").asInt()).isEqualTo(1);
    assertThat(reload.field("old_generation").isNull()).isTrue();
  }

  @Test
  void aCallThatIsUnderWayIsAnsweredByTheOldVersion() throws Exception {
    var source = SHARED.load("slow", "version=v1");
    var sleeping = SHARED.hotplug().askCall("slow", "sleep", "{\"ms\": 1500}");
    SHARED.hotplug().text("slow", "echo", "{\"text\": \"it has the other call\"}");

    source.edit("version=v2");
    SHARED.hotplug().reload("slow").assertSuccess();

    assertThat(SHARED.hotplug().text("slow", "version", "{}")).isEqualTo("v2");
    assertThat(sleeping.result().text()).isEqualTo("slept 1500 ms");
  }

  @Test
  void theNewestEditWins() throws Exception {
    var source = SHARED.load("edited", "version=v1");
    source.edit("version=v2", "slowStart=60000");
    var superseded = SHARED.hotplug().askReload("edited");
    Await.until("v2 is starting",
        () -> SHARED.hotplug().status("edited").path("status").asText().equals("starting"));

    source.edit("version=v3");
    var reload = SHARED.hotplug().reload("edited").assertSuccess();

    assertThat(reload.field("old_generation").asInt()).isEqualTo(1);
    assertThat(superseded.result().assertSuccess().field("generation"))
        .isEqualTo(reload.field("generation"));
    assertThat(SHARED.hotplug().text("edited", "version", "{}")).isEqualTo("v3");
  }

  @Test
  void aServerThatOwnsAPortIsReplaced() throws Exception {
    var port = "port=" + freePort();
    var source = Source.in(SHARED.folder(), "owner", port, "version=v1");
    SHARED.server("owner", source.entry().with("hotplug", "{\"reload\": \"replace\"}"));
    SHARED.hotplug().load("owner").assertSuccess();
    long old = Long.parseLong(SHARED.hotplug().text("owner", "pid", "{}"));

    source.edit(port, "version=v2");
    var reloading = SHARED.hotplug().askReload("owner");
    var call = SHARED.hotplug().text("owner", "version", "{}");

    assertThat(reloading.result().assertSuccess().word("mode")).isEqualTo("replace");
    assertThat(ProcessHandle.of(old)).isEmpty();
    assertThat(call).isIn("v1", "v2");
    assertThat(SHARED.hotplug().text("owner", "version", "{}")).isEqualTo("v2");
  }

  @Test
  void aReplacementWaitsForCallsAndThenTellsWhoseItCut() throws Exception {
    SHARED.server("patient", Entry.torture()
        .with("hotplug", "{\"reload\": \"replace\", \"timeouts\": {\"drain_ms\": 1500}}"));
    SHARED.hotplug().load("patient").assertSuccess();
    var hanging = SHARED.hotplug().askCall("patient", "hang", "{}");
    var sleeping = SHARED.hotplug().askCall("patient", "sleep", "{\"ms\": 500}");

    var reload = SHARED.hotplug().reload("patient").assertSuccess();

    assertThat(sleeping.result().text()).isEqualTo("slept 500 ms");
    hanging.result()
        .assertFailure("generation 1 was ended because the server is replaced", "1500 ms");
    assertThat(reload.field("warnings").toString())
        .contains("Generation 1 was ended before it had answered 1 call");
  }

  @Test
  void theFourthGenerationCutsTheCallsOfTheFirstAndSaysSo() throws Exception {
    SHARED.server("popular", Entry.torture());
    SHARED.hotplug().load("popular").assertSuccess();
    var first = SHARED.hotplug().askCall("popular", "hang", "{}");
    SHARED.hotplug().reload("popular").assertSuccess();
    var second = SHARED.hotplug().askCall("popular", "sleep", "{\"ms\": 5000}");
    var third = SHARED.hotplug().reload("popular").assertSuccess();

    var fourth = SHARED.hotplug().reload("popular").assertSuccess();

    assertThat(third.field("warnings").toString())
        .contains("Generation 2 still finishes 1 call and ends then.");
    assertThat(fourth.field("warnings").toString())
        .contains("Generation 1 was ended before it had answered 1 call, because generation 4");
    first.result()
        .assertFailure("was lost after", "generation 1 was ended because generation 4 was to start",
            "at most 3 generations");
    assertThat(second.result().text()).isEqualTo("slept 5000 ms");
  }

  @Test
  void whatTheReplacedGenerationDidNotHeedOrLeftBehindIsTold() throws Exception {
    var rude = Entry.torture("ignoreEof", "spawnDetached");
    SHARED.server("rude", rude.withTimeouts("\"eof_ms\": 200, \"term_ms\": 2000"));
    SHARED.hotplug().load("rude").assertSuccess();

    var reload = SHARED.hotplug().reload("rude").assertSuccess();

    assertThat(reload.field("warnings").toString())
        .contains("Generation 1 ignored the end of its stdin and needed SIGTERM")
        .contains("Generation 1 left 1 of its processes behind")
        .contains("sleep 600");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
