package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that run as {@code docker run -i …}. The docker is a script: its containers are, as real
 * ones, no descendants of its client, know nothing of its environment, and end neither with it nor
 * with their stdin.
 */
class ContainerIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String DOCKER = """
      #!/bin/sh
      # A client; the containers are files in DOCKER_BOXES: name.pid, name.in
      cd "$DOCKER_BOXES" || exit 1
      echo "$*" >> calls
      verb=$1
      for name; do :; done # the last word
      is_running() { [ -f "$name.pid" ] && kill -0 "$(cat "$name.pid")" 2> /dev/null; }
      case $verb in
        run)
          while [ $# -gt 1 ]; do [ "$1" = --name ] && name=$2; shift; done
          is_running && { echo "Conflict. The container name $name is already in use" >&2; exit 125; }
          mkfifo "$name.in"
          setsid env -i PATH="$PATH" BOX="$name" INSIDE="$DOCKER_BOXES" sh -c \\
            'exec 3<> "$BOX.in"; sh ./server /dev/null <&3 & echo $! > "$BOX.pid"' < /dev/null
          cat > "$name.in"
          while is_running; do sleep 0.02; done
          ;;
        inspect) if is_running; then echo true; else echo false; fi ;;
        stop | kill)
          is_running || { echo "No such container" >&2; exit 1; }
          kill -s KILL "$(cat "$name.pid")"
          ;;
      esac
      """;

  @TempDir
  private Path folder;

  private Path boxes = Path.of("");

  @BeforeEach
  void installDocker() throws IOException {
    boxes = Files.createDirectory(folder.resolve("boxes"));
    Files.copy(Shape.SCRIPTS.resolve("server.sh"), boxes.resolve("server"));
    var docker = Files.createDirectory(folder.resolve("bin")).resolve("docker");
    Files.writeString(docker, DOCKER);
    assertThat(docker.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void nothingRuns() {
    Alive.kill(inside());
  }

  @Test
  void unloadStopsTheContainerAndSaysSo() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--rm", "image")) {
      hotplug.load("boxed").assertSuccess();
      assertThat(containers()).extracting(Alive.Found::command).contains("sh ./server /dev/null");

      var unload = hotplug.unload("boxed").assertSuccess();

      assertThat(containers()).isEmpty();
      assertThat(unload.field("swept").toString()).contains("container hotplug-boxed-1-");
    }
    assertThat(boxes.resolve("calls")).content().contains("run --name hotplug-boxed-1-");
  }

  @Test
  void oneWithANameIsStoppedByThat() throws Exception {
    try (var hotplug = hotplug("run", "-i", "--name", "mine", "image")) {
      hotplug.load("boxed").assertSuccess();

      hotplug.unload("boxed").assertSuccess();

      assertThat(containers()).isEmpty();
    }
    assertThat(boxes.resolve("calls")).content().contains("stop -t 2 mine");
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
    Project.in(folder)
        .server("boxed", Entry.of(command)
            .with("env", "{\"DOCKER_BOXES\": " + Bytes.quote(boxes.toString()) + "}"));
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
