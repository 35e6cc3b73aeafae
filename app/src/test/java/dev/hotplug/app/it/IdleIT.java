package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P29: what it costs to watch a large project in which nothing happens. */
@Tag("soak")
class IdleIT {
  private static final int SERVERS = 10;
  private static final int FOLDERS = 500;
  private static final int FILES_PER_FOLDER = 100;
  private static final Duration IDLE = Soak.length().dividedBy(3);
  private static final double MOST_CPU = 0.005;
  private static final long MOST_MEMORY = 200L << 20;

  @TempDir
  private Path folder;

  @Test
  void aLargeProjectInWhichNothingHappensCostsLittle() throws Exception {
    var code = Edited.in(folder, "large");
    fill(code.folder());
    var project = Files.createDirectory(folder.resolve("project"));
    var names = enter(Project.in(project), code.entry());
    try (var hotplug = Hotplug.on(project)) {
      for (var name : names) hotplug.load(name).assertSuccess();
      for (var name : names) awaitWatched(hotplug, name);
      var vitals = Vitals.of(hotplug.pid());

      var before = cpu(hotplug);
      assertThat(hotplug.endsWithin(IDLE)).isFalse();
      double share = (double) cpu(hotplug).minus(before).toNanos() / IDLE.toNanos();
      long memory = vitals.resident();

      System.out.printf("P29: %d servers over %d files took %.2f %% of a core and %d MiB for %s%n",
          SERVERS, FOLDERS * FILES_PER_FOLDER, 100 * share, memory >> 20, IDLE);
      assertThat(share).isLessThanOrEqualTo(MOST_CPU);
      assertThat(memory).isLessThanOrEqualTo(MOST_MEMORY);
      code.save("v2");
      for (var name : names) Versions.await(hotplug, name, "v2");
    }
  }

  private static List<String> enter(Project project, Entry entry) throws IOException {
    var names = new ArrayList<String>();
    for (int i = 0; i < SERVERS; i++) {
      project.server("s" + i, entry);
      names.add("s" + i);
    }
    return names;
  }

  private static void fill(Path root) throws IOException {
    for (int i = 0; i < FOLDERS; i++) {
      var inner = Files.createDirectory(root.resolve("package" + i));
      for (int j = 0; j < FILES_PER_FOLDER; j++) {
        Files.writeString(inner.resolve("module" + j + ".py"), "x = " + j);
      }
    }
  }

  private static void awaitWatched(Hotplug hotplug, String server) throws Exception {
    Await.until(server + " is watched",
        () -> hotplug.status(server).at("/watch/files").asInt() > FOLDERS * FILES_PER_FOLDER);
  }

  private static Duration cpu(Hotplug hotplug) {
    return ProcessHandle.of(hotplug.pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
  }
}
