package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P2: nothing is left of any server when Hotplug is killed and can do nothing more. */
class KilledHotplugIT {
  private static final Duration SOON = Duration.ofSeconds(Soak.rounds(10, 3));

  @TempDir
  private Path folder;

  @Test
  void noServerOutlivesAHotplugThatWasKilled() throws Exception {
    for (int round = 0; round < Soak.rounds(1, 200); round++) {
      var project = Files.createDirectory(folder.resolve(Integer.toString(round)));
      try (var pack = Pack.in(Project.in(project), Shape.possible(Shape.QUICK));
          var hotplug = Hotplug.on(project)) {
        int processes = pack.load(hotplug);
        Word.awaitStray(hotplug);

        long killed = System.nanoTime();
        hotplug.kill();

        assertThat(hotplug.awaitExit(SOON)).isEqualTo(128 + 9);
        Figures.print("P2", "the last of " + processes + " processes had ended",
            pack.awaitEnd(killed, SOON));
      }
    }
  }
}
