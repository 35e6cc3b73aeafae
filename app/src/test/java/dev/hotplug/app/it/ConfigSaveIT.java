package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promises P24 and P25: {@code .mcp.json} is saved, and only what it changes is touched. */
class ConfigSaveIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void oneOfTenChangesAndOneRestarts() throws Exception {
    for (int i = 0; i < 10; i++) {
      SHARED.server("s" + i, Entry.quick());
      SHARED.hotplug().load("s" + i).assertSuccess();
    }

    SHARED.server("s3", Entry.quick().with("env", "{\"NEW\": \"1\"}"));
    awaitGeneration("s3", 2);

    for (int i = 0; i < 10; i++) {
      if (i != 3) assertThat(generation("s" + i)).as("s" + i).isEqualTo(1);
    }
    var history = SHARED.hotplug().history("s3");
    assertThat(history).hasSize(2);
    assertThat(history.path(1).path("cause").asText()).isEqualTo("config");
    assertThat(history.path(1).path("files").toString()).isEqualTo("[\".mcp.json\"]");
  }

  @Test
  void aServerThatIsTakenOutFinishesItsCallsAndStops() throws Exception {
    SHARED.server("taken", Entry.torture());
    SHARED.hotplug().load("taken").assertSuccess();
    var sleeping = SHARED.hotplug().askCall("taken", "sleep", "{\"ms\": 1000}");
    SHARED.hotplug().text("taken", "echo", "{\"text\": \"it has the other call\"}");

    SHARED.project().without("taken");
    awaitStatus("taken", "stopped");

    assertThat(sleeping.result().text()).isEqualTo("slept 1000 ms");
    SHARED.hotplug().call("taken", "echo", "{}").assertFailure("No server named \"taken\"");
  }

  @Test
  void aServerThatIsDisabledStops() throws Exception {
    SHARED.server("switched", Entry.quick());
    SHARED.hotplug().load("switched").assertSuccess();

    SHARED.server("switched", Entry.quick().with("disabled", "true"));

    awaitStatus("switched", "stopped");
  }

  @Test
  void aNewOneIsListedAndToldOnceAnyIsLoaded() throws Exception {
    SHARED.server("first", Entry.quick());
    SHARED.hotplug().load("first").assertSuccess();

    SHARED.server("brand-new", Entry.quick());

    SHARED.hotplug().awaitMessage("New in the configuration: brand-new");
    assertThat(SHARED.hotplug().callTool("list_available_servers", "{}").raw().toString())
        .contains("brand-new");
  }

  @Test
  void aBrokenFileTouchesNothingIsReportedWithItsPlaceAndIsReadAgainWhenMended() throws Exception {
    SHARED.server("steady", Entry.quick());
    SHARED.hotplug().load("steady").assertSuccess();
    var file = SHARED.project().file();
    var whole = Files.readString(file);

    for (var broken : new String[]{"", whole.substring(0, whole.length() / 2),
        "{\"hotplug\": {\"servers\": []}}", "{\"hotplug\": 7}",
        whole.replace("\"steady\": {", "\"steady\": 7, \"x\": {")}) {
      int told = SHARED.hotplug().messages().size();
      Files.writeString(file, broken);
      Await.until("it is reported",
          () -> SHARED.hotplug()
              .messages()
              .stream()
              .skip(told)
              .anyMatch(message -> message.startsWith(file + ":")
                  && message.contains("What runs goes on as it was")));
    }
    assertThat(generation("steady")).isEqualTo(1);
    assertThat(SHARED.hotplug().status("steady").path("status").asText()).isEqualTo("ready");

    SHARED.server("steady", Entry.quick().with("env", "{\"NEW\": \"1\"}"));
    awaitGeneration("steady", 2);
  }

  @Test
  void aFileThatIsGoneTouchesNothing() throws Exception {
    SHARED.server("orphan", Entry.quick());
    SHARED.server("other", Entry.quick());
    SHARED.hotplug().load("orphan").assertSuccess();
    SHARED.hotplug().load("other").assertSuccess();

    Files.delete(SHARED.project().file());
    SHARED.server("other", Entry.quick().with("env", "{\"NEW\": \"1\"}"));
    awaitGeneration("other", 2);

    assertThat(generation("orphan")).isEqualTo(1);
  }

  @Test
  void anEntryThatDoesNotStartLeavesTheOldServing() throws Exception {
    SHARED.server("moved", Entry.quick());
    SHARED.hotplug().load("moved").assertSuccess();

    SHARED.server("moved", Entry.of("no-such-program"));
    SHARED.hotplug().awaitMessage("After .mcp.json changed, \"moved\" did not start");

    var status = SHARED.hotplug().status("moved");
    assertThat(status.path("status").asText()).isEqualTo("ready");
    assertThat(status.path("last_failure").path("still_serving").asInt()).isEqualTo(1);
  }

  @Test
  void howItIsWatchedChangesWithoutARestart() throws Exception {
    SHARED.server("style", Entry.quick());
    SHARED.hotplug().load("style").assertSuccess();

    SHARED.server("style", Entry.quick().with("hotplug", "{\"dev\": {\"watch\": false}}"));
    Await.until("it is not watched",
        () -> SHARED.hotplug().status("style").at("/watch/mode").asText().equals("off"));

    assertThat(generation("style")).isEqualTo(1);
  }

  private static int generation(String server) throws InterruptedException {
    return SHARED.hotplug().status(server).path("generation").asInt();
  }

  private static void awaitGeneration(String server, int generation) throws Exception {
    Await.until(server + " is in generation " + generation, () -> generation(server) == generation);
  }

  private static void awaitStatus(String server, String status) throws Exception {
    var seen = new AtomicReference<String>();
    Await.until(server + " is " + status, () -> {
      seen.set(SHARED.hotplug().status(server).path("status").asText());
      return seen.get().equals(status);
    });
  }
}
