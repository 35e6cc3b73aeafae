package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Hotplug behind a Hotplug: calls pass both, and each end, of either, leaves nothing. */
class NestedIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<Shape> SHAPES = List.of(Shape.PLAIN, Shape.HELPER_THAT_IGNORES_TERM,
      Shape.DAEMON, Shape.WIPED);

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"EOF, 0", "TERM, 143", "KILL, 137"})
  void nothingOfBothOutlivesTheOuter(String end, int code) throws Exception {
    try (var pack = innerPack(); var outer = Hotplug.on(folder)) {
      load(pack, outer);
      assertThat(inner(outer, "PLAIN", "pid").result().text())
          .isEqualTo(Long.toString(pack.lifelines().getFirst().root(SOON)));
      long begun = System.nanoTime();
      if (end.equals("EOF")) outer.closeStdin();
      else outer.signal(end);

      assertThat(outer.awaitExit(SOON)).isEqualTo(code);
      Figures.print("P3", "all behind two Hotplugs had ended with " + end,
          pack.awaitEnd(begun, SOON));
    }
  }

  @Test
  void nothingOutlivesAnInnerThatIsKilledAndItsCallersAreTold() throws Exception {
    try (var pack = innerPack(); var outer = Hotplug.on(folder)) {
      load(pack, outer);
      var hanging = inner(outer, "PLAIN", "hang");
      inner(outer, "PLAIN", "pid").result();
      var left = pack.renew();

      innerProcess(outer).destroyForcibly();

      hanging.result().assertFailure("killed by SIGKILL", "was not sent again");
      Pack.awaitEnd(left, System.nanoTime(), SOON);
      outer.unload("inner").assertSuccess();
    }
  }

  @Test
  void nothingOutlivesAnInnerThatIsUnloadedAndItsCallersAreTold() throws Exception {
    try (var pack = innerPack(); var outer = Hotplug.on(folder)) {
      load(pack, outer);
      var hanging = inner(outer, "PLAIN", "hang");
      inner(outer, "PLAIN", "pid").result();

      var unload = outer.unload("inner").assertSuccess();

      assertThat(unload.word("ended_by")).isEqualTo("eof");
      assertThat(unload.field("swept")).as("what the inner one should have ended").isEmpty();
      assertThat(hanging.result().isError()).isTrue();
      pack.awaitEnd(System.nanoTime(), SOON);
    }
  }

  /** The servers of the inner one, and the inner one as the outer one's only server. */
  private Pack innerPack() throws Exception {
    var behind = Files.createDirectory(folder.resolve("behind"));
    var project = Project.in(behind);
    var launcher = Entry
        .of(Launcher.path().toString(), "serve", "--config", project.file().toString())
        .with("env",
            "{\"HOTPLUG_JAVA_HOME\": "
                + Bytes.quote(requireNonNull(System.getProperty("java.home")))
                + ", \"HOTPLUG_AOT\": \"use\"}")
        .withTimeouts("\"drain_ms\": 300");
    Project.in(folder).server("inner", launcher);
    return Pack.in(project, Shape.possible(SHAPES));
  }

  private static void load(Pack pack, Hotplug outer) throws InterruptedException {
    outer.load("inner").assertSuccess();
    pack.all(name -> outer.askCall("inner", "load_mcp_server_dynamically",
        "{\"server_name\": " + Bytes.quote(name) + "}"));
    pack.assertRuns();
  }

  /** Calls a tool of a server behind the inner one. */
  private static Asked inner(Hotplug outer, String server, String tool) {
    return outer.askCall("inner", "call_dynamic_server_tool", "{\"server_name\": "
        + Bytes.quote(server) + ", \"tool_name\": " + Bytes.quote(tool) + ", \"parameters\": {}}");
  }

  private static ProcessHandle innerProcess(Hotplug outer) {
    return ProcessHandle.of(outer.pid())
        .stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().commandLine().orElse("").contains("hotplug-app.jar"))
        .findFirst()
        .orElseThrow();
  }
}
