package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripted server writes one line in each generation; Hotplug's own log is filled here. */
class ServerLogsTest {
  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of());
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aServersLinesAreShownOverItsGenerationsOldestFirst() {
    world.load("notes");
    world.reload("notes");

    var lines = logs("{\"server_name\":\"notes\"}").path("lines");

    assertThat(lines).hasSize(2);
    assertThat(lines.path(0).path("generation").asInt()).isEqualTo(1);
    assertThat(lines.path(1).path("generation").asInt()).isEqualTo(2);
    assertThat(lines.path(1).path("text").asText()).isEqualTo("notes starts");
    assertThat(Instant.parse(lines.path(1).path("time").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(logs("{\"server_name\":\"notes\",\"since_generation\":2}").path("lines")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"server_name":"hotplug"}                                 | 100 | line 50  | line 149
      {"server_name":"hotplug","tail":3}                        | 3   | line 147 | line 149
      {"server_name":"hotplug","tail":"3"}                      | 3   | line 147 | line 149
      {"server_name":"hotplug","tail":0}                        | 1   | line 149 | line 149
      {"server_name":"hotplug","tail":-5}                       | 1   | line 149 | line 149
      {"server_name":"hotplug","tail":1000000000000}            | 150 | line 0   | line 149
      {"server_name":"hotplug","grep":"e 1"}                    | 61  | line 1   | line 149
      {"server_name":"hotplug","grep":"e 1","tail":2}           | 2   | line 148 | line 149
      {"server_name":"hotplug","grep":".*"}                     | 0   |          |
      {"server_name":"hotplug","since_generation":1}            | 0   |          |
      """)
  void theLastLinesThatAreWantedAreShown(String arguments, int count, String first, String last) {
    for (int i = 0; i < 150; i++) world.ownLog().add(0, "line " + i);

    var lines = logs(arguments).path("lines");

    assertThat(lines).hasSize(count);
    if (count == 0) return;
    assertThat(lines.path(0).path("text").asText()).isEqualTo(first);
    assertThat(lines.path(count - 1).path("text").asText()).isEqualTo(last);
  }

  @Test
  void longLogsAreCutAtTheirBeginningAndSaySo() {
    for (int i = 0; i < 100; i++) world.ownLog().add(0, i + "x".repeat(900));
    world.ownLog().add(0, "y".repeat(500_000));

    var shown = logs("{\"server_name\":\"hotplug\"}");

    assertThat(shown.toString()).hasSizeBetween(20_000, 45_000);
    var lines = shown.path("lines");
    assertThat(lines.path(lines.size() - 1).path("text").asText()).hasSize(4_096).startsWith("yy");
    assertThat(shown.path("note").asText())
        .startsWith(100 - lines.size() + " older lines are left out");
  }

  @Test
  void aServerThatWasNeverLoadedHasNoLog() {
    world.load("notes");

    var failed = logs("{\"server_name\":\"ntoes\"}");

    assertThat(failed.path("error").asText()).contains("was loaded in this session")
        .endsWith("Did you mean \"notes\"?");
    assertThat(failed.path("next_step").asText()).contains("get_loaded_servers {}");
  }

  @Test
  void mistakesAreAnsweredWithTheRightCall() {
    for (var wrong : List.of("{}", "{\"server_name\":\"notes\",\"tail\":\"all\"}")) {
      assertThat(logs(wrong).path("next_step").asText())
          .contains("get_server_logs {\"server_name\": \"…\", \"tail\": 50, \"grep\": \"Error\"}");
    }
  }

  private JsonNode logs(String arguments) {
    return world.use("get_server_logs", arguments);
  }
}
