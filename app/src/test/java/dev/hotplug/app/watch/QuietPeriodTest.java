package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietPeriodTest {
  private final QuietPeriod quiet = new QuietPeriod(Duration.ofNanos(100), Duration.ofNanos(2_000));

  /** The clock of a JVM may begin anywhere, and run over. */
  @ParameterizedTest
  @ValueSource(longs = {0, -50, Long.MAX_VALUE - 50})
  void aBurstIsOverWhenNothingChangedForAWhile(long start) {
    assertThat(quiet.due()).isEmpty();

    quiet.changed(start);
    assertThat(quiet.due()).isEqualTo(OptionalLong.of(start + 100));
    quiet.changed(start + 90);
    assertThat(quiet.due()).isEqualTo(OptionalLong.of(start + 190));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -50, Long.MAX_VALUE - 50})
  void aBurstWithoutEndIsOverAfterTheMost(long start) {
    for (long at = 0; at <= 1_950; at += 50) {
      quiet.changed(start + at);
    }

    assertThat(quiet.due()).isEqualTo(OptionalLong.of(start + 2_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -50, Long.MAX_VALUE - 50})
  void theNextChangeBeginsABurstOfItsOwn(long start) {
    quiet.changed(start);
    quiet.over();
    assertThat(quiet.due()).isEmpty();

    quiet.changed(start + 5_000);

    assertThat(quiet.due()).isEqualTo(OptionalLong.of(start + 5_100));
  }
}
