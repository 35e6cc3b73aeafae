package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P3: nothing is left of any server, however Hotplug ends. */
class WaysToEndIT {
  private static final Duration SOON = Duration.ofSeconds(Soak.rounds(10, 3));
  private static final Duration AT_EOF = Duration.ofSeconds(2);

  /** 300 ms, and as much as kill(1) may take to start. */
  private static final Duration AT_A_SIGNAL = Duration.ofMillis(350);

  private static final int STUBBORN = 10;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"EOF, 0", "TERM, 143", "INT, 130", "HUP, 129"})
  void noServerOutlivesAnEndThatWasAskedFor(String end, int code) throws Exception {
    try (var pack = packOf(Shape.QUICK); var hotplug = Hotplug.on(folder)) {
      pack.load(hotplug);
      long begun = System.nanoTime();
      if (end.equals("EOF")) hotplug.closeStdin();
      else hotplug.signal(end);

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(code);
      Figures.atMost(end.equals("EOF") ? AT_EOF : AT_A_SIGNAL, "P3",
          "all shapes had ended with " + end, pack.awaitEnd(begun, SOON));
    }
  }

  @Test
  void noServerOutlivesAnErrorInMain() throws Exception {
    try (var debugger = Debugger.listening();
        var pack = packOf(Shape.QUICK);
        var hotplug = Hotplug.in(folder)
            .environment("HOTPLUG_JAVA_OPTS", debugger.option())
            .start()) {
      pack.load(hotplug);

      debugger.failMain();

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(1);
      assertThat(hotplug.stderr()).contains("OutOfMemoryError");
      pack.awaitEnd(System.nanoTime(), SOON);
    }
  }

  @Test
  void noServerOutlivesAHotplugWithoutMemory() throws Exception {
    try (var pack = packOf(Shape.QUICK);
        var hotplug = Hotplug.in(folder).environment("HOTPLUG_JAVA_OPTS", "-Xmx16m").start()) {
      pack.load(hotplug);
      Word.awaitStray(hotplug);

      var _ = hotplug.askCall("PLAIN", "pid", "{\"a\": \"" + "x".repeat(15_000_000) + "\"}");

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(3);
      pack.awaitEnd(System.nanoTime(), SOON);
    }
  }

  @Test
  void aWatchdogThatWasKilledHasASuccessor() throws Exception {
    try (var pack = packOf(Shape.QUICK); var hotplug = Hotplug.on(folder)) {
      pack.load(hotplug);
      Word.awaitStray(hotplug);
      var first = Watchdog.awaitOf(hotplug.pid());
      long begun = System.nanoTime();
      first.destroyForcibly();
      first.onExit().join();

      Watchdog.awaitOf(hotplug.pid());
      Figures.atMost(Duration.ofSeconds(1), "P3", "a new watchdog stood there",
          Figures.since(begun));
      hotplug.kill();

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(128 + 9);
      pack.awaitEnd(System.nanoTime(), SOON);
    }
  }

  /** A client that gives us half a second, without the watchdog to clear up behind us. */
  @Test
  void halfASecondOfTheClientsSignalsIsEnough() throws Exception {
    try (var pack = packOf(Shape.QUICK);
        var hotplug = Hotplug.in(folder).environment("HOTPLUG_WATCHDOG", "off").start()) {
      pack.load(hotplug);

      hotplug.signal("INT");
      if (!hotplug.endsWithin(Duration.ofMillis(100))) hotplug.signal("TERM");
      if (!hotplug.endsWithin(Duration.ofMillis(400))) hotplug.kill();

      hotplug.awaitExit(SOON);
      pack.awaitEnd(System.nanoTime(), SOON);
    }
  }

  @Test
  void tenStubbornServersGoWithTheEndOfStdin() throws Exception {
    var project = Project.in(folder);
    for (int i = 0; i < STUBBORN; i++) project.server("s" + i, Entry.stubborn());
    try (var hotplug = Hotplug.on(folder)) {
      for (int i = 0; i < STUBBORN; i++) hotplug.load("s" + i).assertSuccess();
      long begun = System.nanoTime();
      hotplug.closeStdin();

      assertThat(hotplug.awaitExit(SOON)).isZero();
      Figures.atMost(Duration.ofMillis(2_200), "P3",
          "the end of stdin with " + STUBBORN + " stubborn servers ended it", Figures.since(begun));
    }
  }

  private Pack packOf(List<Shape> shapes) throws Exception {
    return Pack.in(Project.in(folder), Shape.possible(shapes));
  }
}
