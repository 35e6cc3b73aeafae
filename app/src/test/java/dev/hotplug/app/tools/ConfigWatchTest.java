package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration changes while it is read. */
class ConfigWatchTest {
  @Test
  void aServerThatWasLoadedMeanwhileIsNotStoppedForAnOlderFile(@TempDir Path folder)
      throws Exception {
    try (var world = World.in(folder).withServers("old"); var watching = world.watching()) {
      var isWatched = new CountDownLatch(1);
      world.afterReading(reading -> {
        if (reading == 1) isWatched.countDown();
        if (reading == 2) addAndLoad(world);
      });
      watching.begin();
      isWatched.await();

      world.withServers("older");
      world.awaitAnnounced("older");
      world.withServers("added", "last");
      world.awaitAnnounced("last");

      assertThat(world.servers().opened()).hasSize(1);
      assertThat(world.loaded().path("servers").path(0).path("status").asText()).isEqualTo("ready");
    }
  }

  /** What was known before the file broke is older than what the server was started from. */
  @Test
  void aServerIsNotTakenBackToAnOlderEntryWhenTheFileBreaks(@TempDir Path folder) throws Exception {
    try (var world = World.in(folder); var watching = world.watching()) {
      world.scripted("mine");
      assertThat(world.load("mine").path("success").booleanValue()).isTrue();
      var isWatched = new CountDownLatch(1);
      world.afterReading(_ -> {
        if (Thread.currentThread().getName().equals("watch-config")) isWatched.countDown();
      });
      watching.begin();
      isWatched.await();

      world.configured(entry("newer"));
      assertThat(world.reload("mine").path("success").booleanValue()).isTrue();
      world.configured("{");
      world.awaitAnnounced("ends before");
      world.configured(entry("newer\"}, \"last\":{\"command\":\"x"));
      world.awaitAnnounced("last");

      assertThat(world.servers().opened()).hasSize(2);
    }
  }

  private static String entry(String command) {
    return "{\"hotplug\":{\"servers\":{\"mine\":{\"command\":\"" + command + "\"}}}}";
  }

  private static void addAndLoad(World world) {
    world.scripted("added");
    assertThat(world.load("added").path("success").booleanValue()).isTrue();
  }
}
