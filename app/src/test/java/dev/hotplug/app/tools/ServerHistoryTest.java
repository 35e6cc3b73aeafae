package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Swept;
import dev.hotplug.upstream.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get_server_history}, over scripted servers. */
class ServerHistoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of(tool("one"), tool("two")));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void eachGenerationIsShownOldestFirstWithWhatBecameOfIt() {
    world.load("notes");
    world.servers()
        .newest()
        .willStop(new Stopped(Stopped.EndedBy.TERM, List.of(new Swept(77, "sleep 600"))));
    world.servers().starts("notes", Catalogs.of(tool("two"), tool("three")));
    world.reload("notes");

    var generations = awaitEnd(0);

    var first = generations.path(0);
    assertThat(Instant.parse(first.path("started_at").asText()))
        .isBeforeOrEqualTo(Instant.parse(first.at("/end/at").asText()));
    assertThat(first.path("cause").asText()).isEqualTo("request");
    assertThat(first.path("mode").asText()).isEqualTo("swap");
    assertThat(first.path("timing_ms").toString())
        .startsWith("{\"spawn\":1,\"initialize\":2,\"list\":3,\"switch\":");
    assertThat(first.at("/end/how").asText()).isEqualTo("superseded");
    assertThat(first.at("/end/ended_by").asText()).isEqualTo("term");
    assertThat(first.at("/end/swept")).hasToString("[{\"pid\":77,\"command\":\"sleep 600\"}]");
    assertThat(first.path("stderr")).hasToString("[\"notes starts\"]");
    var second = generations.path(1);
    assertThat(second.path("diff"))
        .hasToString("{\"added\":[\"three\"],\"removed\":[\"one\"],\"changed\":[]}");
    assertThat(second.path("uptime_ms").isIntegralNumber()).isTrue();
    assertThat(second.has("end")).isFalse();
  }

  @Test
  void aStartThatFailedHasItsCauseAndExit() {
    world.servers()
        .fails("notes", new Cause("ended: killed by SIGSEGV (exit code 139)", new Exit(139),
            List.of("oh"), null));
    world.load("notes");

    var history = history("{\"server_name\":\"notes\"}");

    assertThat(history.path("state").asText()).isEqualTo("failed");
    var end = history.at("/generations/0/end");
    assertThat(end.path("how").asText()).isEqualTo("failed_start");
    assertThat(end.path("cause").asText()).isEqualTo("ended: killed by SIGSEGV (exit code 139)");
    assertThat(end.path("exit")).hasToString("{\"code\":139,\"signal\":\"SIGSEGV\"}");
  }

  @Test
  void aChangedEntryIsTheCause() {
    world.load("notes");
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"y\"}}}}");
    world.reload("notes");

    assertThat(history("{\"server_name\":\"notes\"}").at("/generations/1/cause").asText())
        .isEqualTo("config");
  }

  @Test
  void onlyTheLastAreShownAndTheOthersCounted() {
    for (int start = 0; start < 52; start++) world.reload("notes");

    var two = history("{\"server_name\":\"notes\",\"last\":\"2\"}");

    assertThat(two.path("generations")).extracting(it -> it.path("generation").asInt())
        .containsExactly(51, 52);
    assertThat(two.path("note").asText()).isEqualTo("48 older ones are shown with a greater "
        + "\"last\". 2 others are forgotten; 50 are kept.");
    assertThat(history("{\"server_name\":\"notes\"}").path("generations")).hasSize(10);
  }

  @Test
  void aLongHistoryFitsIntoAnAnswerAndSaysWhatItLeavesOut() {
    for (int start = 0; start < 20; start++) {
      var prefix = start + "_".repeat(60);
      world.servers()
          .starts("notes", Catalogs
              .of(IntStream.range(0, 100).mapToObj(i -> tool(prefix + i)).toArray(Tool[]::new)));
      world.reload("notes");
    }

    var history = history("{\"server_name\":\"notes\",\"last\":50}");

    assertThat(history.toString()).hasSizeLessThan(45_000);
    assertThat(history.path("note").asText()).contains("older ones are left out, for want of room");
    var last = history.path("generations").path(history.path("generations").size() - 1);
    assertThat(last.path("generation").asInt()).isEqualTo(20);
    assertThat(last.at("/diff/added").size() + last.at("/diff/removed").size()
        + last.path("diff_left_out").asInt()).isEqualTo(200);
  }

  @Test
  void aServerThatWasNeverLoadedHasNone() {
    world.load("notes");

    var failed = history("{\"server_name\":\"note\"}");

    assertThat(failed.path("success").booleanValue()).isFalse();
    assertThat(failed.path("error").asText()).contains("has no history", "Did you mean \"notes\"");
    assertThat(failed.path("next_step").asText()).contains("get_loaded_servers {}");
  }

  private JsonNode history(String arguments) {
    return world.use("get_server_history", arguments);
  }

  /** Waits until it is known how a generation was stopped. */
  private JsonNode awaitEnd(int index) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var generations = history("{\"server_name\":\"notes\"}").path("generations");
    while (!generations.path(index).path("end").has("ended_by")) {
      assertThat(System.nanoTime()).as("%s", generations).isLessThan(end);
      generations = history("{\"server_name\":\"notes\"}").path("generations");
    }
    return generations;
  }

  private static Tool tool(String name) {
    return Catalogs.taking(name, "{}");
  }
}
