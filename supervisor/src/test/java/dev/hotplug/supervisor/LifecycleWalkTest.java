package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hotplug.spec.Reload;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random walks through the rules, with events in any order, stale ones and nonsense
 * among them. One that fails is repeated by {@code -Dhotplug.walk.seed=…}.
 */
class LifecycleWalkTest {
  private static final int WALKS = 3_000;
  private static final int STEPS = 80;

  @Test
  void theRulesHoldOnEveryWalkBySwap() {
    walk(List.of(Reload.SWAP));
  }

  @Test
  void theRulesHoldOnEveryWalkByReplacement() {
    walk(List.of(Reload.REPLACE));
  }

  @Test
  void theRulesHoldOnEveryWalkAlongWhichTheSpecChangesItsMind() {
    walk(List.of(Reload.SWAP, Reload.REPLACE));
  }

  private static void walk(List<Reload> modes) {
    var given = Long.getLong("hotplug.walk.seed");
    long seed = given == null ? new Random().nextLong() : given;
    for (int i = 0; i < WALKS; i++) {
      long round = seed + i;
      var walk = new LifecycleWalk(modes, new Random(round));

      assertThatCode(() -> walk.go(STEPS)).as(() -> "seed " + round + ": " + walk)
          .doesNotThrowAnyException();
    }
  }
}
