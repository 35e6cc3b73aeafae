package dev.hotplug.app.it;

import dev.hotplug.torture.Soak;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise P1: nothing is left of a server, whatever its shape, once it has come to an end. */
class ShapesIT {
  private static final Duration SOON = Duration.ofSeconds(Soak.rounds(10, 2));

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void noShapeOutlivesItsReloadItsCrashOrItsUnload() throws Exception {
    var hotplug = SHARED.hotplug();
    try (var pack = Pack.in(SHARED.project(), Shape.possible(List.of(Shape.values())))) {
      for (int round = 0; round < Soak.rounds(1, 50); round++) {
        int processes = pack.load(hotplug);
        System.out.printf("P1: %d shapes in %d processes%n", pack.size(), processes);

        var reloaded = pack.renew();
        pack.all(hotplug::askReload);
        assertEnd("reload", reloaded);

        var crashed = pack.renew();
        for (var lifeline : crashed) kill(lifeline.root(SOON));
        assertEnd("crash", crashed);
        pack.load(hotplug);

        var unloaded = pack.renew();
        pack.all(hotplug::askUnload);
        assertEnd("unload", unloaded);
      }
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void assertEnd(String after, List<Lifeline> lifelines)
      throws InterruptedException {
    Figures.print("P1", "the last process had ended with the " + after,
        Pack.awaitEnd(lifelines, System.nanoTime(), SOON));
  }
}
