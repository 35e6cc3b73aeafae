package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watchdog can know from its start. */
class BriefingTest {
  @Test
  void whatFitsIsKnownAndTheRestIsTold() {
    var half = "h".repeat(Briefing.ROOM / 2 - 1);
    var moreThanHalf = half + "h";

    assertThat(Briefing.of(List.of())).isEqualTo(new Briefing(List.of(), List.of()));
    assertThat(Briefing.of(List.of(half, half)))
        .isEqualTo(new Briefing(List.of(half, half), List.of()));
    assertThat(Briefing.of(List.of(half, moreThanHalf, "small")))
        .isEqualTo(new Briefing(List.of(half, "small"), List.of(moreThanHalf)));
  }

  @Test
  void whatAnEnvironmentMayNotHoldIsTold() {
    assertThat(Briefing.of(List.of("born 1:1", "last 1:1 é", "last 1:1 \0")))
        .isEqualTo(new Briefing(List.of("born 1:1"), List.of("last 1:1 é", "last 1:1 \0")));
  }
}
