package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P4: what a Hotplug leaves that was killed together with its watchdog, the next one ends,
 * and nothing else.
 */
class NextStartIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<Shape> LEFT = List.of(Shape.HELPER_IN_THE_GROUP,
      Shape.HELPER_THAT_IGNORES_TERM, Shape.HELPER_IN_ITS_OWN_SESSION, Shape.DAEMON,
      Shape.WIPED_DAEMON);

  @TempDir
  private Path folder;

  @Test
  void whatAKilledPairHasLeftIsSweptByTheNextStart() throws Exception {
    try (var pack = Pack.in(Project.in(folder), Shape.possible(LEFT));
        var first = Hotplug.on(folder)) {
      pack.load(first);
      Word.awaitStray(first);
      var word = killBoth(first);
      for (var lifeline : pack.lifelines()) assertThat(lifeline.holders()).isNotEmpty();

      try (var next = Hotplug.in(folder).beside(first).start()) {
        Figures.atMost(Duration.ofSeconds(3), "P4", "the next start had swept all",
            pack.awaitEnd(System.nanoTime(), SOON));
        awaitSwept(word, next);
      }
    }
  }

  @Test
  void aForeignProcessWithThePidOfAServerLivesOn() throws Exception {
    Project.in(folder).server("gone", Entry.quick());
    var foreign = new ProcessBuilder("sleep", "600").start();
    try (var first = Hotplug.on(folder)) {
      first.load("gone").assertSuccess();
      var word = killBoth(first);
      givePid(foreign.pid(), word);

      try (var next = Hotplug.in(folder).beside(first).start()) {
        awaitSwept(word, next);

        assertThat(foreign.isAlive()).isTrue();
      }
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void theServersOfALivingInstanceAreLeftAlone() throws Exception {
    Project.in(folder).server("mine", Entry.quick()).server("other", Entry.quick());
    try (var living = Hotplug.on(folder); var killed = Hotplug.in(folder).beside(living).start()) {
      var pid = living.text("mine", "pid", "{}");
      killed.load("other").assertSuccess();
      var word = killBoth(killed);

      try (var next = Hotplug.in(folder).beside(living).start()) {
        assertThat(next.text("mine", "pid", "{}")).isNotEqualTo(pid);
        awaitSwept(word, next);
      }

      assertThat(living.text("mine", "pid", "{}")).isEqualTo(pid);
      assertThat(Word.of(living)).exists();
    }
  }

  /**
   * Kills a Hotplug and its watchdog; returns the word it has left of itself. Stopped first, it
   * cannot call for another watchdog.
   */
  private static Path killBoth(Hotplug hotplug) throws Exception {
    var word = Word.of(hotplug);
    var watchdog = Watchdog.awaitOf(hotplug.pid());
    hotplug.signal("STOP");
    watchdog.destroyForcibly();
    hotplug.kill();
    assertThat(hotplug.awaitExit(SOON)).isEqualTo(128 + 9);
    watchdog.onExit().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    return word;
  }

  private static void awaitSwept(Path word, Hotplug next) throws Exception {
    Await.until("the word that the killed one left is gone", () -> {
      next.request("ping", "{}");
      return Files.notExists(word);
    });
  }

  /** Makes a foreign process that of the server that this file tells of, but for its start time. */
  private static void givePid(long pid, Path word) throws IOException {
    var tree = (ObjectNode) Bytes.tree(Files.readString(word));
    for (var child : tree.path("children")) ((ObjectNode) child).put("pid", pid);
    assertThat(tree.path("children")).isNotEmpty();
    Files.writeString(word, tree.toString());
  }
}
