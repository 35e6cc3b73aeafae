package dev.hotplug.app.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of the system. */
final class Ran {
  private Ran() {}

  /** Runs a program in {@code folder} to its end, which must be a good one. */
  static void in(Path folder, String... command) throws Exception {
    var process = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
    try {
      var said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
