package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The living are found by what their environment holds. */
class AliveTest {
  private final String mark = "alive-" + UUID.randomUUID();

  @BeforeEach
  void hasProc() {
    assumeThat(Path.of("/proc/self/environ"))
        .as("skipped: without /proc nobody's environment can be read")
        .matches(Files::isReadable);
  }

  @AfterEach
  void killAll() {
    Alive.kill(mark);
    Alive.awaitNone(mark, Duration.ofSeconds(5));
  }

  @Test
  void whoeverInheritsTheMarkIsFound() throws Exception {
    var parent = start(Map.of("ALIVE_MARK", mark), "sh", "-c", "sleep 600 & wait");
    start(Map.of(), "sleep", "600").destroyForcibly();

    awaitChild(parent);

    assertThat(Alive.with(mark)).extracting(Alive.Found::command)
        .containsExactlyInAnyOrder("sh -c sleep 600 & wait", "sleep 600");
  }

  @Test
  void aFailureNamesPidAndCommand() throws Exception {
    var process = start(Map.of("ALIVE_MARK", mark), "sleep", "601");

    assertThatThrownBy(() -> Alive.awaitNone(mark, Duration.ofMillis(100)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(process.pid() + ": sleep 601")
        .hasMessageContaining(mark);
  }

  @Test
  void theWaitEndsWithTheLastProcess() throws Exception {
    start(Map.of("ALIVE_MARK", mark), "sleep", "0.3");

    Alive.awaitNone(mark, Duration.ofSeconds(10));

    assertThat(Alive.with(mark)).isEmpty();
  }

  /** The parent never waits for its child, so a zombie stays until the parent ends. */
  @Test
  void aZombieIsDead() throws Exception {
    var parent = start(Map.of(), "sh", "-c",
        "ALIVE_MARK=" + mark + " sleep 0.2 & exec env sleep 600");
    try {
      Alive.awaitNone(mark, Duration.ofSeconds(5));
    } finally {
      parent.destroyForcibly();
    }
  }

  private static Process start(Map<String, String> environment, String... command)
      throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitChild(Process parent) {
    while (parent.isAlive() && parent.children().findAny().isEmpty()) Thread.onSpinWait();
  }
}
