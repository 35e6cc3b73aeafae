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

  private static void addAndLoad(World world) {
    world.scripted("added");
    assertThat(world.load("added").path("success").booleanValue()).isTrue();
  }
}
