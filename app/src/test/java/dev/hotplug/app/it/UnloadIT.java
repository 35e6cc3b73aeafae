package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How servers end, and that nothing of them stays. */
class UnloadIT {
  private static final String IMPATIENT = "\"eof_ms\": 200, \"term_ms\": 200";

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void theEndOfItsStdinIsEnoughForAServerThatBehaves() throws Exception {
    SHARED.load("polite");

    var unload = SHARED.hotplug().unload("polite").assertSuccess();

    assertThat(unload.word("server_name")).isEqualTo("polite");
    assertThat(unload.word("message")).contains("polite").contains("stopped");
    assertThat(unload.word("ended_by")).isEqualTo("eof");
    assertThat(unload.field("swept")).isEmpty();
    assertThat(unload.field("warnings")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      deaf     | ignoreEof            | term | needed SIGTERM
      stubborn | ignoreEof ignoreTerm | kill | was killed
      """)
  void aServerThatDoesNotListenIsEndedAndTold(String name, String modes, String endedBy,
      String warning) throws Exception {
    SHARED.server(name, Entry.torture(modes.split(" ", -1)).withTimeouts(IMPATIENT));
    SHARED.hotplug().load(name).assertSuccess();

    var unload = SHARED.hotplug().unload(name).assertSuccess();

    assertThat(unload.word("ended_by")).isEqualTo(endedBy);
    assertThat(unload.field("warnings").toString()).contains(warning);
  }

  @ParameterizedTest
  @CsvSource({"a-helper, spawnChild", "a-held-pipe, spawnChild=holdPipes",
      "a-daemon, spawnDetached"})
  void whatAServerLeavesBehindIsSweptAndNamed(String name, String mode) throws Exception {
    SHARED.server(name, Entry.torture(mode));
    SHARED.hotplug().load(name).assertSuccess();

    var unload = SHARED.hotplug().unload(name).assertSuccess();

    assertThat(unload.field("swept")).hasSize(1);
    assertThat(unload.field("swept").path(0).path("command").asText()).contains("sleep 600");
    assertThat(unload.field("swept").path(0).path("pid").asLong()).isPositive();
    assertThat(unload.field("warnings").toString()).contains("left 1 of its processes behind");
  }

  @Test
  void whatIsToBeKeptIsSpared() throws Exception {
    var entry = Entry.torture("spawnDetached").with("hotplug", "{\"keep_detached\": true}");
    SHARED.server("with-a-friend", entry);
    SHARED.hotplug().load("with-a-friend").assertSuccess();

    var unload = SHARED.hotplug().unload("with-a-friend").assertSuccess();

    assertThat(unload.field("swept")).isEmpty();
    var spared = Alive.with(SHARED.hotplug().homes().state().toString())
        .stream()
        .filter(found -> found.command().equals("sleep 600"))
        .toList();
    assertThat(spared).hasSize(1);
    ProcessHandle.of(spared.getFirst().pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void callsUnderWayMayFinishAndTheNextCallLoadsAgain() throws Exception {
    SHARED.load("busy");
    var sleeping = SHARED.hotplug().askCall("busy", "sleep", "{\"ms\": 300}");
    SHARED.hotplug().text("busy", "echo", "{\"text\": \"it has the other call\"}");

    SHARED.hotplug().unload("busy").assertSuccess();

    assertThat(sleeping.result().text()).isEqualTo("slept 300 ms");
    assertThat(SHARED.hotplug().text("busy", "echo", "{\"text\": \"again\"}")).isEqualTo("again");
    assertThat(SHARED.hotplug().status("busy").path("generation").asInt()).isEqualTo(2);
  }

  @Test
  void aCallThatDoesNotEndInTimeIsTold() throws Exception {
    SHARED.server("endless", Entry.torture().withTimeouts("\"drain_ms\": 300"));
    SHARED.hotplug().load("endless").assertSuccess();
    var hanging = SHARED.hotplug().askCall("endless", "hang", "{}");

    var unload = SHARED.hotplug().unload("endless").assertSuccess();

    hanging.result()
        .assertFailure("was lost after", "generation 1 was ended because the server was unloaded",
            "300 ms", "drain_ms", "may have had its effect");
    assertThat(unload.field("warnings").toString())
        .contains("Generation 1 was ended before it had answered 1 call");
  }

  @Test
  void aServerThatIsNotLoadedCannotBeUnloaded() throws Exception {
    SHARED.load("notes");

    SHARED.hotplug().unload("nots").assertFailure("\"nots\"", "Did you mean \"notes\"?");
  }
}
