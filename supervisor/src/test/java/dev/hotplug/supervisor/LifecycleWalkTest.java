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

  private static final Lifecycle SWAP = rules(Reload.SWAP, false);
  private static final Lifecycle REPLACE = rules(Reload.REPLACE, false);
  private static final Lifecycle KEEP = rules(Reload.SWAP, true);

  @Test
  void theRulesHoldOnEveryWalkBySwap() {
    walk(SWAP);
  }

  @Test
  void theRulesHoldOnEveryWalkByReplacement() {
    walk(REPLACE);
  }

  @Test
  void theRulesHoldOnEveryWalkAlongWhichTheSpecChangesItsMind() {
    walk(SWAP, REPLACE, KEEP);
  }

  @Test
  void theRulesHoldOnEveryWalkWithOneThatIsKept() {
    walk(KEEP);
  }

  private static Lifecycle rules(Reload mode, boolean keepsPrevious) {
    return new Lifecycle(mode, keepsPrevious, RestartPolicy.DEFAULT);
  }

  private static void walk(Lifecycle... specs) {
    var given = Long.getLong("hotplug.walk.seed");
    long seed = given == null ? new Random().nextLong() : given;
    for (int i = 0; i < WALKS; i++) {
      long round = seed + i;
      var walk = new LifecycleWalk(List.of(specs), new Random(round));

      assertThatCode(() -> walk.go(STEPS)).as(() -> "seed " + round + ": " + walk)
          .doesNotThrowAnyException();
    }
  }
}
