package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hotplug.spec.Reload;
import dev.hotplug.torture.Soak;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hundreds of users who do whatever comes to their minds, each to a supervisor of his own, and see
 * nothing that they may not expect; ten thousand under {@code -Psoak}. One that fails is repeated
 * by {@code -Dhotplug.walk.seed=…}.
 */
class UserWalkTest {
  private static final int STEPS = 25;

  @ParameterizedTest
  @EnumSource(Reload.class)
  void whateverIsDoneNothingUnexpectedIsSeen(Reload mode) {
    var given = Long.getLong("hotplug.walk.seed");
    long seed = given == null ? new Random().nextLong() : given;
    int walks = given == null ? Soak.rounds(150, 5_000) : 1;
    for (int i = 0; i < walks; i++) {
      long round = seed + i;
      try (var walk = new UserWalk(mode, new Random(round))) {
        assertThatCode(() -> walk.go(STEPS)).as(() -> "seed " + round + ": " + walk)
            .doesNotThrowAnyException();
      }
    }
  }
}
