package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Swept;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadServerTest {
  private static final Tool ECHO = Catalogs.taking("echo", "{\"text\":{\"type\":\"string\"}}");
  private static final Tool GONE = Catalogs.taking("gone", "{}");

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of(ECHO, GONE));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aReloadSaysWhatChangedAndHowLongItTook() {
    world.load("notes");
    world.servers()
        .starts("notes",
            Catalogs.of(
                Catalogs.taking("echo", "{\"text\":{\"type\":\"string\"},\"n\":{}}", "text"),
                Catalogs.taking("fresh", "{}")));

    var reloaded = world.reload("notes");

    assertThat(reloaded.path("generation").asInt()).isEqualTo(2);
    assertThat(reloaded.path("old_generation").asInt()).isEqualTo(1);
    assertThat(reloaded.path("mode").asText()).isEqualTo("swap");
    assertThat(reloaded.path("diff")).hasToString("""
        {"added":["fresh"],"removed":["gone"],"changed":[{"name":"echo","breaking":true}]}""");
    assertThat(reloaded.path("timing_ms").toString())
        .startsWith("{\"spawn\":1,\"initialize\":2,\"list\":3,\"switch\":");
    assertThat(reloaded.path("tools")).hasSize(2);
    assertThat(reloaded.path("tool_count").asInt()).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotRunningIsLoaded() {
    var reloaded = world.reload("notes");

    assertThat(reloaded.path("generation").asInt()).isEqualTo(1);
    assertThat(reloaded.path("old_generation").isNull()).isTrue();
    assertThat(reloaded.at("/diff/added")).hasToString("[\"echo\",\"gone\"]");
  }

  @Test
  void aFailedReloadSaysThatTheOldGenerationStillServes() {
    world.load("notes");
    world.servers()
        .fails("notes", new Cause("ended: exit code 1", new Exit(1), List.of("Syntax"), null));

    var failed = world.reload("notes");

    assertThat(failed.path("error").asText())
        .isEqualTo("Server \"notes\" did not start: it ended: exit code 1. "
            + "Generation 1 still serves. Last stderr: Syntax");
    assertThat(failed.path("status").asText()).isEqualTo("ready");
    assertThat(world.call("notes", "echo", "{\"text\":\"a\"}").toString()).contains("\"echo\":");
  }

  @Test
  void aServerWithoutAnEntryIsNotReloadedAndStillServes() {
    world.load("notes");
    world.withServers("note");

    var failed = world.reload("notes");

    assertThat(failed.path("error").asText()).contains("No server named \"notes\" is configured")
        .contains("Did you mean \"note\"?")
        .endsWith(" Generation 1 still serves.");
    assertThat(failed.path("status").asText()).isEqualTo("unknown_server");
  }

  @Test
  void aStubbornPredecessorIsWarnedOf() {
    world.load("notes");
    world.servers()
        .newest()
        .willStop(new Stopped(Stopped.EndedBy.TERM, List.of(new Swept(17, "sleep 600"))));

    var reloaded = world.reload("notes");

    assertThat(reloaded.path("warnings")).hasSize(2);
    assertThat(reloaded.at("/warnings/0").asText())
        .startsWith("Generation 1 ignored the end of its stdin and needed SIGTERM");
    assertThat(reloaded.at("/warnings/1").asText())
        .isEqualTo("Generation 1 left 1 of its processes behind; they were ended: 17 sleep 600.");
    assertThat(world.reload("notes").path("warnings")).isEmpty();
  }

  @Test
  void whatThePredecessorStillHasToDoIsSaidAndNotWaitedFor() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("hang", "{}")));
    world.load("notes");
    hang();

    assertThat(world.reload("notes").path("warnings"))
        .hasToString("[\"Generation 1 still finishes 1 call and ends then.\"]");
  }

  @Test
  void whoseCallsWereCutForItIsSaid() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("hang", "{}")));
    world.load("notes");
    for (int generation = 1; generation <= 2; generation++) {
      hang();
      hang();
      world.reload("notes");
    }

    assertThat(world.reload("notes").at("/warnings/0").asText())
        .isEqualTo("Generation 1 was ended before it had answered 2 calls, because generation 4 "
            + "was to start and at most 3 generations of a server live at once; who made them "
            + "was told.");
  }

  private void hang() {
    world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\",\"parameters\":{}}");
  }

  @Test
  void aLongDiffIsCutAndSaysSo() {
    world.servers()
        .starts("notes",
            new ToolCatalog(IntStream.range(0, 2_000)
                .mapToObj(i -> Catalogs.taking("another_tool_" + i, "{}"))
                .toList(), List.of()));

    var reloaded = world.reload("notes");

    assertThat(reloaded.at("/diff/added").size()).isBetween(100, 500);
    assertThat(reloaded.path("warnings").toString()).contains("The diff is long");
  }
}
