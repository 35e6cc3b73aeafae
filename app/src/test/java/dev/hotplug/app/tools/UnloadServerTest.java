package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Swept;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloadServerTest {
  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("echo", "{}")));
    world.load("notes");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aServerThatEndsWithItsStdinIsUnloadedWithoutAWarning() {
    assertThat(world.unload("notes")).hasToString("""
        {"success":true,"server_name":"notes",\
        "message":"Server \\"notes\\" is stopped, with all that it had started.",\
        "ended_by":"eof","swept":[],"warnings":[]}""");
  }

  @Test
  void aStubbornServerIsWarnedOf() {
    var swept = List.of(new Swept(17, "sleep 600"));
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.KILL, swept));

    var unloaded = world.unload("notes");

    assertThat(unloaded.path("ended_by").asText()).isEqualTo("kill");
    assertThat(unloaded.path("swept")).hasToString("[{\"pid\":17,\"command\":\"sleep 600\"}]");
    assertThat(unloaded.path("warnings")).hasSize(2);
    assertThat(unloaded.at("/warnings/0").asText()).contains("SIGTERM").contains("killed");
    assertThat(unloaded.at("/warnings/1").asText()).contains("left 1 of its processes behind")
        .contains("17 sleep 600");
  }

  @Test
  void whatCouldNotBeEndedIsNotSaidToBe() {
    var swept = List.of(new Swept(17, "sleep 600"), new Swept(18, "sudo sleep", true));
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.EOF, swept));

    var unloaded = world.unload("notes");

    assertThat(unloaded.path("message").asText()).contains("but not all that it had started");
    assertThat(unloaded.path("swept")).hasToString(
        "[{\"pid\":17,\"command\":\"sleep 600\"},{\"pid\":18,\"command\":\"sudo sleep\",\"alive\":true}]");
    assertThat(unloaded.path("warnings")).hasSize(2);
    assertThat(unloaded.at("/warnings/0").asText()).contains("they were ended: 17 sleep 600.");
    assertThat(unloaded.at("/warnings/1").asText()).contains("live on: 18 sudo sleep.");
  }

  @Test
  void aServerThatNeededATermIsWarnedOf() {
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.TERM, List.of()));

    var unloaded = world.unload("notes");

    assertThat(unloaded.path("ended_by").asText()).isEqualTo("term");
    assertThat(unloaded.at("/warnings/0").asText()).contains("needed SIGTERM");
  }

  @Test
  void whatWasSweptIsShownInBounds() {
    var swept = Collections.nCopies(1_000, new Swept(17, "x".repeat(10_000)));
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.EOF, swept));

    var unloaded = world.unload("notes");

    assertThat(unloaded.path("swept")).hasSize(50);
    assertThat(unloaded.at("/warnings/0").asText()).contains("left 1000 of its processes");
  }

  @Test
  void aServerThatDoesNotRunIsUnloadedAlready() {
    world.unload("notes");

    var again = world.unload("notes");

    assertThat(again.path("message").asText()).isEqualTo("Server \"notes\" was not running.");
    assertThat(again.has("ended_by")).isFalse();
  }

  @Test
  void aServerThatNobodyLoadedIsAMistake() {
    var failed = world.unload("nots");

    assertThat(failed.path("error").asText()).isEqualTo(
        "No server named \"nots\" is loaded. Nothing was stopped. " + "Did you mean \"notes\"?");
    assertThat(failed.path("status").asText()).isEqualTo("unknown_server");
  }
}
