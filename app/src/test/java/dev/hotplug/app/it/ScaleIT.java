package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P23: what many servers cost. */
class ScaleIT {
  private static final int SERVERS = Soak.rounds(10, 50);
  private static final int THREADS = 4;
  private static final long HEAP = 3 << 20;

  @TempDir
  private Path folder;

  @Test
  void manyServersStartAtOnceAndCostLittle() throws Exception {
    var gathering = Files.createDirectory(folder.resolve("gathering"));
    var project = Project.in(folder).server("first", Entry.quick());
    var names = new ArrayList<String>();
    for (int i = 0; i < SERVERS; i++) names.add("s" + i);
    for (var name : names) project.server(name, Entry.gathering(gathering, SERVERS));
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.load("first").assertSuccess();
      var vitals = Vitals.of(hotplug.pid());
      long heap = vitals.liveHeap();
      int threads = vitals.threads().size();

      loadTogether(hotplug, names);

      assertThat(vitals.threads()).hasSizeLessThanOrEqualTo(threads + THREADS * SERVERS);
      long each = (vitals.liveHeap() - heap) / SERVERS;
      System.out.printf("P23: %d servers, %d threads more, %d KiB of heap each%n", SERVERS,
          vitals.threads().size() - threads, each >> 10);
      assertThat(each).isLessThanOrEqualTo(HEAP);
      for (var name : names) assertThat(hotplug.text(name, "pid", "{}")).matches("\\d+");
    }
  }

  /** Each of them is ready only when all have been started: one after the other never would be. */
  private static void loadTogether(Hotplug hotplug, List<String> names)
      throws InterruptedException {
    long begun = System.nanoTime();
    var loads = names.stream().map(hotplug::askLoad).toList();
    for (var load : loads) load.result().assertSuccess();
    Figures.atMost(Duration.ofSeconds(15), "P23", SERVERS + " servers had started",
        Figures.since(begun));
  }
}
