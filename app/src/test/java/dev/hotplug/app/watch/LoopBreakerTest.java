package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is taken for an edit, and what for our own doing. */
class LoopBreakerTest {
  private final LoopBreaker breaker = new LoopBreaker();

  @Test
  void whatIsChangedWhileNothingOfOursRunsIsAnEditHoweverOften() {
    for (int i = 0; i < 100; i++) assertThat(edit(false, "a.py")).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatChangesEachTimeWeBuildIsFollowedAfterPausesThatGrow() {
    for (int i = 0; i < 4; i++) assertThat(edit(true, "gen.ts")).isEqualTo(Duration.ZERO);
    assertThat(breaker.hasTripped()).isFalse();

    assertThat(edit(true, "gen.ts")).hasSeconds(2);
    assertThat(edit(true, "gen.ts")).hasSeconds(4);
    assertThat(edit(true, "gen.ts")).hasSeconds(8);
    for (int i = 0; i < 100; i++) edit(true, "gen.ts");
    assertThat(edit(true, "gen.ts")).hasMinutes(1);
    assertThat(breaker.hasTripped()).isTrue();
  }

  @Test
  void anEditAtAnyOtherTimeIsFollowedAgain() {
    for (int i = 0; i < 7; i++) edit(true, "gen.ts");

    assertThat(edit(false, "gen.ts")).isEqualTo(Duration.ZERO);
    assertThat(breaker.hasTripped()).isFalse();
    assertThat(edit(true, "gen.ts")).isEqualTo(Duration.ZERO);
  }

  @Test
  void anotherFileMeansThatSomebodyIsAtWork() {
    for (int i = 0; i < 20; i++) {
      assertThat(edit(true, i % 2 == 0 ? "a.ts" : "b.ts")).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void fewerOfTheSameFilesAreTheSame() {
    assertThat(edit(true, "a.ts", "gen.ts")).isEqualTo(Duration.ZERO);
    for (int i = 0; i < 3; i++) edit(true, "gen.ts");

    assertThat(edit(true, "gen.ts")).hasSeconds(2);
  }

  private Duration edit(boolean isOurs, String... files) {
    Set<Path> changed = Arrays.stream(files).map(Path::of).collect(Collectors.toSet());
    return breaker.judge(changed, isOurs);
  }
}
