package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StderrTail.Origin;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of servers, each told once per generation. */
class LintWarningsTest {
  private static final Tool ECHO = Catalogs.taking("echo", "{}");
  private static final Tool ADD = Catalogs.taking("add", "{}");
  private static final Tool BARE = Catalogs.tool("bare", "", "{}", "{}");
  private static final Tool DOTTED = Catalogs.taking("dot.ted", "{}");

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of(ECHO, BARE));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aFaultIsToldOncePerGeneration() {
    assertThat(world.load("notes").at("/warnings/0").asText())
        .startsWith("1 tool without readOnlyHint and destructiveHint: \"bare\".");
    assertThat(world.load("notes").path("warnings")).isEmpty();

    assertThat(world.reload("notes").path("warnings")).hasSize(1);
    assertThat(world.load("notes").path("warnings")).isEmpty();

    world.unload("notes");
    assertThat(world.load("notes").path("warnings")).hasSize(1);
  }

  @Test
  void whatIsPrintedLaterIsToldLater() {
    world.load("notes");
    assertThat(world.load("notes").path("warnings")).isEmpty();

    log().add(1, Origin.STDOUT.mark() + "Listening on port 1");
    log().add(1, "to stderr");

    assertThat(world.load("notes").path("warnings")).singleElement()
        .satisfies(warning -> assertThat(warning.asText()).contains(": Listening on port 1."));
    log().add(1, Origin.STDOUT.mark() + "Listening on port 2");
    assertThat(world.load("notes").path("warnings")).isEmpty();
  }

  @Test
  void whoeverListsInAnotherOrderTheSecondTimeIsTold() {
    world.servers().starts("notes", Catalogs.of(ECHO, ADD));
    world.servers().listsThen("notes", Catalogs.of(ADD, ECHO));

    assertThat(world.load("notes").path("warnings")).singleElement()
        .satisfies(warning -> assertThat(warning.asText()).contains("in another order"));
    assertThat(world.load("notes").path("warnings")).isEmpty();
  }

  @Test
  void toolsAreListedASecondTimeAtTheStartOnly() {
    world.servers().starts("notes", Catalogs.of(ECHO, ADD));
    world.load("notes");
    world.servers().newest().offers(Catalogs.of(ADD, ECHO));

    assertThat(world.load("notes").at("/tools/0/name").asText()).isEqualTo("echo");
  }

  @Test
  void aReloadAfterASaveTellsOnlyWhatIsNew() {
    world.load("notes");
    save();
    var first = reloaded();
    assertThat(first.path("generation").asInt()).isEqualTo(2);
    assertThat(first.has("warnings")).isFalse();

    world.servers().starts("notes", Catalogs.of(BARE, DOTTED));
    save();

    assertThat(reloaded().path("warnings")).singleElement()
        .satisfies(warning -> assertThat(warning.asText()).startsWith("Tool \"dot.ted\""));
    save();
    var last = reloaded();
    assertThat(last.path("generation").asInt()).isEqualTo(4);
    assertThat(last.has("warnings")).isFalse();
  }

  @Test
  void whatANewerGenerationBeganIsToldThoughNobodyAskedBetween() {
    world.load("notes");
    world.servers().starts("notes", Catalogs.of(BARE, DOTTED));
    save();
    save();

    assertThat(reloaded().path("warnings")).hasSize(1);
  }

  @Test
  void whoIgnoresTheEndOfItsStdinIsToldOnce() throws Exception {
    world.servers().starts("notes", Catalogs.of(ECHO));
    world.load("notes");
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.TERM, List.of()));

    assertThat(world.reload("notes").path("warnings")).singleElement()
        .satisfies(warning -> assertThat(warning.asText())
            .startsWith("Generation 1 ignored the end of its stdin and needed SIGTERM"));
    assertThat(world.load("notes").path("warnings")).isEmpty();
    save();
    assertThat(world.load("notes").path("warnings")).isEmpty();
  }

  @Test
  void whoIgnoresTheEndOfItsStdinAfterASaveIsToldWithTheNextOne() throws Exception {
    world.servers().starts("notes", Catalogs.of(ECHO));
    world.load("notes");
    world.servers().newest().willStop(new Stopped(Stopped.EndedBy.TERM, List.of()));
    save();

    assertThat(news(2)).startsWith("Generation 1 ignored the end of its stdin");
    assertThat(world.load("notes").path("warnings")).isEmpty();
  }

  /** The next that is told of this generation, which nobody asks to be looked at. */
  private String news(long generation) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      var news = world.linting().news("notes", generation);
      if (!news.isEmpty()) return news.getFirst();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    throw new AssertionError("nothing is told of generation " + generation);
  }

  /** A file of the server is saved, and it is started anew. */
  private void save() {
    var change = Change.of(Change.Kind.FILES, List.of("Server.java"));
    assertThat(world.supervisor().changed("notes", change).join())
        .isInstanceOf(StartOutcome.Serving.class);
  }

  private StderrTail log() {
    return world.supervisor().log("notes").orElseThrow();
  }

  /** What the next answer says of the reload before it. */
  private JsonNode reloaded() {
    return Catalogs.tree(world.call("notes", "bare", "{}"))
        .path("_meta")
        .path("dev.hotplug/reloaded");
  }
}
