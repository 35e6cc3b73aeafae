package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a conversation ends; that nothing is alive afterwards is checked by closing. */
class EndingIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(300);

  @TempDir
  private Path folder;

  @Test
  void theEndOfStdinBeforeInitializeEndsIt() throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      hotplug.closeStdin();
      long begun = System.nanoTime();

      assertThat(hotplug.awaitExit(SOON)).isZero();
      Figures.atMost(AT_ONCE, "P42", "the end of stdin before initialize ended it",
          Figures.since(begun));
    }
  }

  @Test
  void theEndOfStdinWithNothingLoadedEndsIt() throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      long begun = System.nanoTime();
      hotplug.closeStdin();

      assertThat(hotplug.awaitExit(SOON)).isZero();
      Figures.atMost(AT_ONCE, "P3", "the end of stdin with no server ended it",
          Figures.since(begun));
    }
  }

  @Test
  void aSignalBeforeInitializeEndsIt() throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      hotplug.request("ping", "{}");
      hotplug.signal("TERM");

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(143);
    }
  }

  @ParameterizedTest
  @CsvSource({"EOF, 0", "TERM, 143", "INT, 130", "HUP, 129"})
  void stubbornServersGoWithIt(String end, int code) throws Exception {
    var project = Project.in(folder);
    for (int i = 0; i < 2; i++) {
      project.server("s" + i,
          Entry.torture("ignoreEof", "ignoreTerm", "spawnChild", "spawnDetached"));
    }
    try (var hotplug = Hotplug.on(folder)) {
      for (int i = 0; i < 2; i++) hotplug.load("s" + i).assertSuccess();
      long begun = System.nanoTime();
      if (end.equals("EOF")) hotplug.closeStdin();
      else hotplug.signal(end);

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(code);
      Figures.print("P3", end + " with two stubborn servers ended it", Figures.since(begun));
    }
  }

  @Test
  void whatWasAskedBeforeTheEndIsAnswered() throws Exception {
    Project.in(folder).server("t", Entry.torture());
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.load("t").assertSuccess();
      var sleeping = hotplug.askCall("t", "sleep", "{\"ms\": 100}");
      hotplug.closeStdin();

      assertThat(sleeping.result().text()).isEqualTo("slept 100 ms");
      assertThat(hotplug.awaitExit(SOON)).isZero();
    }
  }

  @Test
  void aCallThatIsNeverAnsweredDoesNotKeepItAlive() throws Exception {
    Project.in(folder).server("t", Entry.torture());
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.load("t").assertSuccess();
      var _ = hotplug.askCall("t", "hang", "{}");
      hotplug.closeStdin();

      assertThat(hotplug.awaitExit(SOON)).isZero();
    }
  }

  @Test
  void theEndInTheMiddleOfALoadLeavesNothing() throws Exception {
    Project.in(folder).server("slow", Entry.torture("slowStart=60000", "ignoreTerm"));
    try (var hotplug = Hotplug.on(folder)) {
      var _ = hotplug.askLoad("slow");
      Await.until("the server is starting",
          () -> Alive.with(hotplug.homes().state().toString()).size() == 2);
      hotplug.closeStdin();

      assertThat(hotplug.awaitExit(SOON)).isZero();
    }
  }

  @Test
  void nothingIsStartedBeforeTheFirstLoad() throws Exception {
    var starts = folder.resolve("starts");
    Project.in(folder)
        .server("lazy", Entry.torture("starts=" + starts))
        .sharedServer("shared", Entry.torture("starts=" + starts).json());
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.request("tools/list", "{}");
      hotplug.callTool("list_available_servers", "{}").assertSuccess();
      hotplug.callTool("get_loaded_servers", "{}").assertSuccess();

      assertThat(starts).doesNotExist();
      assertThat(Alive.with(hotplug.homes().state().toString())).extracting(Alive.Found::pid)
          .containsExactly(hotplug.pid());
      hotplug.load("lazy").assertSuccess();
      assertThat(starts).content().hasLineCount(1);
    }
  }

  /** Promise P19, the JVM's part: its own words go to stderr. */
  @Test
  void stdoutStaysCleanWhateverTheJvmSays() throws Exception {
    try (var hotplug = Hotplug.in(folder)
        .args("--log-level", "trace")
        .environment("JAVA_TOOL_OPTIONS", "-Xlog:gc")
        .environment("HOTPLUG_JAVA_OPTS", "-XX:+PrintFlagsFinal")
        .start()) {
      hotplug.signal("QUIT");

      hotplug.awaitStderr("Full thread dump");
      assertThat(hotplug.stderr()).contains("Picked up JAVA_TOOL_OPTIONS");
      assertThat(hotplug.request("tools/list", "{}").isError()).isFalse();
    }
  }
}
