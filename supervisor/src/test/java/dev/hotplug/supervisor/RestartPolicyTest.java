package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final RestartPolicy POLICY = RestartPolicy.DEFAULT;

  @Test
  void eachPauseIsTwiceTheOneBeforeGiveOrTakeAQuarter() {
    check(1, 150, 250);
    check(2, 300, 500);
    check(3, 600, 1_000);
    check(4, 1_200, 2_000);
    check(8, 19_200, 30_000);
  }

  @Test
  void noPauseIsLongerThanTheLongest() {
    for (int crashes : new int[]{9, 20, 100, 10_000, Integer.MAX_VALUE}) {
      check(crashes, 22_500, 30_000);
    }
  }

  @Test
  void twoServersThatCrashTogetherDoNotRestartTogether() {
    var random = new Random(1);

    assertThat(POLICY.pause(3, random)).isNotEqualTo(POLICY.pause(3, random));
  }

  private static void check(int crashes, int leastMillis, int mostMillis) {
    for (int seed = 0; seed < 1_000; seed++) {
      assertThat(POLICY.pause(crashes, new Random(seed))).isBetween(Duration.ofMillis(leastMillis),
          Duration.ofMillis(mostMillis));
    }
  }
}
