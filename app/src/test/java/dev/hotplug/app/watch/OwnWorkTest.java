package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When something may have been written by ourselves. */
class OwnWorkTest {
  private final OwnWork work = new OwnWork();

  @Test
  void beforeTheFirstNothingIsOurs() {
    assertThat(work.contains(5)).isFalse();
    assertThat(work.isUnderWay()).isFalse();
  }

  @Test
  void ofTheLastAllBetweenItsBeginningAndItsEndIsOurs() {
    work.begin(10);
    assertThat(work.contains(9)).isFalse();
    assertThat(work.contains(10)).isTrue();
    assertThat(work.contains(1_000)).isTrue();

    work.end(20);
    assertThat(work.contains(20)).isTrue();
    assertThat(work.contains(21)).isFalse();
  }

  @Test
  void whatOverlapsIsOne() {
    work.begin(10);
    work.begin(15);
    work.end(20);

    assertThat(work.isUnderWay()).isTrue();
    assertThat(work.contains(12)).isTrue();
    work.end(30);
    assertThat(work.contains(30)).isTrue();
    assertThat(work.contains(31)).isFalse();
  }
}
