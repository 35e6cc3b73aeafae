package dev.hotplug.app.it;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise P21: a Hotplug is as large after its thousandth server as after its first ones. */
class LeaksIT {
  private static final int FIRST = Soak.rounds(20, 200);
  private static final int ALL = Soak.rounds(100, 1_000);
  private static final int COLLECTED = 50;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir
  private Path folder;

  /** What is done again and again. */
  enum Cycle {
    LOAD_AND_UNLOAD,
    RELOAD,
    CRASH
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHeldThatIsNotNeeded(Cycle cycle) throws Exception {
    Project.in(folder).server("s", Entry.quick());
    try (var hotplug = Hotplug.on(folder)) {
      var vitals = Vitals.of(hotplug.pid());
      for (int i = 0; i < FIRST; i++) run(cycle, hotplug, i, vitals);
      var before = rest(hotplug, vitals);

      for (int i = FIRST; i < ALL; i++) run(cycle, hotplug, i, vitals);

      var after = rest(hotplug, vitals);
      System.out.printf("P21: %s: after %d and %d rounds: %s, %s%n", cycle, FIRST, ALL, before,
          after);
      after.assertNotMoreThan(before, vitals);
    }
  }

  /** Collects garbage now and then: memory shows what is held only while the heap is small. */
  private static void run(Cycle cycle, Hotplug hotplug, int round, Vitals vitals)
      throws IOException, InterruptedException {
    if (round % COLLECTED == 0) vitals.collectGarbage();
    run(cycle, hotplug);
  }

  private static void run(Cycle cycle, Hotplug hotplug) throws InterruptedException {
    switch (cycle) {
      case LOAD_AND_UNLOAD -> {
        hotplug.load("s").assertSuccess();
        hotplug.unload("s").assertSuccess();
      }
      case RELOAD -> hotplug.reload("s").assertSuccess();
      case CRASH -> {
        hotplug.reload("s").assertSuccess();
        var hanging = hotplug.askCall("s", "hang", "{}");
        var pid = Long.parseLong(hotplug.text("s", "pid", "{}"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        hanging.result().assertFailure("SIGKILL");
      }
    }
  }

  /** With no server loaded, and nothing of one left. */
  private static Held rest(Hotplug hotplug, Vitals vitals)
      throws IOException, InterruptedException {
    hotplug.unload("s").assertSuccess();
    hotplug.homes().awaitOnly(hotplug.pid(), SOON);
    return Held.by(vitals);
  }
}
