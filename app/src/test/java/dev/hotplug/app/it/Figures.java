package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.time.Duration;

/**
 * Prints how long things took. What depends on the machine is shown in every build, and asserted
 * only in the long run.
 */
final class Figures {
  private Figures() {}

  static void print(String promise, String what, Duration took) {
    System.out.printf("%s: %s after %d ms%n", promise, what, took.toMillis());
  }

  /** Prints it, too. */
  static void atMost(Duration most, String promise, String what, Duration took) {
    print(promise, what, took);
    if (Soak.isOn()) assertThat(took).as(promise + ": " + what).isLessThanOrEqualTo(most);
  }

  static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
