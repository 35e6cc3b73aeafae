package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that run as {@code docker run -i …}. The docker is a script, and so is its daemon: the
 * containers are, as real ones, no descendants of its client, know nothing of its environment, and
 * end neither with it nor with their stdin.
 */
class ContainerIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String DOCKER = """
      #!/bin/sh
      # A client; the containers are files in DOCKER_CONFIG: name.pid, name.in, name.out, name.label
      cd "$DOCKER_CONFIG" || exit 1
      echo "$*" >> calls
      verb=$1
      is_running() { [ -f "$1.pid" ] && grep -qs 'State:.[^Z]' "/proc/$(cat "$1.pid")/status"; }
      case $verb in
        run)
          name=box-$$ label=
          while [ $# -gt 1 ]; do
            case $1 in --name) name=$2 ;; --label) label=$2 ;; esac
            shift
          done
          if is_running "$name"; then
            echo "Conflict. The container name \\"/$name\\" is already in use by container" >&2
            exit 125
          fi
          rm -f "$name.pid" "$name.in" "$name.out"
          mkfifo "$name.in" "$name.out"
          echo "$label" > "$name.label"
          echo "$name" > wanted
          until is_running "$name"; do sleep 0.02; done
          cat "$name.out" &
          cat > "$name.in"
          wait
          ;;
        ps) # -q --filter label=…
          for file in *.label; do
            if [ "label=$(cat "$file")" = "$4" ] && is_running "${file%.label}"; then
              echo "${file%.label}"
            fi
          done
          ;;
        stop | kill)
          shift
          [ "$1" = -t ] && shift 2
          [ $# -gt 0 ] || { echo "requires at least 1 argument" >&2; exit 1; }
          for name; do kill -s KILL "$(cat "$name.pid")" || exit 1; done
          ;;
      esac
      """;

  private static final String DAEMON = """
      cd "$DOCKER_CONFIG" || exit 1
      exec 3<> wanted
      echo ready
      while read -r name <&3; do
        env -i PATH="$PATH" BOX="$name" INSIDE="$DOCKER_CONFIG" sh -c \\
          'exec 3<> "$BOX.in" 4<> "$BOX.out"; exec sh ./server /dev/null <&3 >&4 4>&-' &
        echo $! > "$name.pid"
      done
      """;

  @TempDir
  private Path folder;

  private Path boxes = Path.of("");
  private @Nullable Process daemon;

  @BeforeEach
  void installDocker() throws Exception {
    boxes = Files.createDirectory(folder.resolve("boxes"));
    Files.copy(Shape.SCRIPTS.resolve("server.sh"), boxes.resolve("server"));
    var docker = Files.createDirectory(folder.resolve("bin")).resolve("docker");
    Files.writeString(docker, DOCKER);
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    startDaemon();
  }

  private void startDaemon() throws Exception {
    var mkfifo = new ProcessBuilder("mkfifo", boxes.resolve("wanted").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    var builder = new ProcessBuilder("sh", "-c", DAEMON);
    builder.environment().put("DOCKER_CONFIG", boxes.toString());
    var started = builder.start();
    daemon = started;
    assertThat(started.inputReader().readLine()).isEqualTo("ready");
  }

  @AfterEach
  void nothingRuns() throws Exception {
    var started = daemon;
    if (started != null) started.destroyForcibly().waitFor();
    Alive.kill(inside());
  }

  @Test
  void unloadStopsTheContainerAndSaysSo() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--rm", "image")) {
      hotplug.load("boxed").assertSuccess();
      assertThat(containers()).extracting(Alive.Found::command).contains("sh ./server /dev/null");

      var unload = hotplug.unload("boxed").assertSuccess();

      assertThat(containers()).isEmpty();
      assertThat(unload.field("swept").toString()).contains("container labelled dev.hotplug=");
    }
    assertThat(boxes.resolve("calls")).content()
        .containsPattern("run --label dev.hotplug=\\S+/boxed/1 ");
  }

  @Test
  void whoFailsBecauseAnotherHasItsNameStopsNobody() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--name", "mine", "image")) {
      hotplug.load("boxed").assertSuccess();
      var others = containers();

      hotplug.load("second").assertFailure("already in use");

      assertThat(containers()).isEqualTo(others).isNotEmpty();
      hotplug.unload("boxed").assertSuccess();
      assertThat(containers()).isEmpty();
    }
    assertThat(boxes.resolve("calls")).content().containsOnlyOnce("stop -t 2 mine");
  }

  @Test
  void aReloadThatFailsForTheNameLeavesTheContainerUntilItIsReplaced() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--name", "mine", "image")) {
      hotplug.load("boxed").assertSuccess();
      var former = containers();

      hotplug.reload("boxed").assertSuccess();

      assertThat(containers()).isNotEmpty().doesNotContainAnyElementsOf(former);
    }
    assertThat(containers()).isEmpty();
    var calls = Files.readAllLines(boxes.resolve("calls"));
    assertThat(calls.subList(0, calls.indexOf("stop -t 2 mine")))
        .as("who is looked up before the first is stopped")
        .anyMatch(call -> call.matches("ps .*/boxed/1"));
  }

  @Test
  void theEndOfHotplugStopsIt() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--rm", "image")) {
      hotplug.load("boxed").assertSuccess();
    }

    assertThat(containers()).isEmpty();
  }

  @Test
  void aSignalStopsIt() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--rm", "image")) {
      hotplug.load("boxed").assertSuccess();
      hotplug.signal("TERM");

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(143);
      Await.until("the container is stopped", () -> containers().isEmpty());
    }
  }

  @Test
  void theWatchdogStopsIt() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--rm", "image")) {
      hotplug.load("boxed").assertSuccess();
      hotplug.signal("KILL");

      assertThat(hotplug.awaitExit(SOON)).isEqualTo(137);
      Await.until("the container is stopped", () -> containers().isEmpty());
    }
  }

  private Hotplug hotplug(String... args) throws Exception {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(args));
    var entry = Entry.of(command)
        .with("env", "{\"DOCKER_CONFIG\": " + Bytes.quote(boxes.toString()) + "}");
    Project.in(folder).server("boxed", entry).server("second", entry);
    return Hotplug.in(folder)
        .environment("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
        .start();
  }

  /** Those that run. */
  private List<Alive.Found> containers() {
    return Alive.with(inside());
  }

  private String inside() {
    return "INSIDE=" + boxes;
  }
}
