package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final List<String> HUNDRED = IntStream.range(0, 100)
      .mapToObj(i -> "n" + i)
      .toList();

  @Test
  void aTextIsCutToItsLength() {
    assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
    assertThat(Excerpt.of("abcd", 3)).isEqualTo("ab…");
    assertThat(Excerpt.of("a😀d", 3)).isEqualTo("a…");
    assertThat(Excerpt.of("😀😀", 3)).isEqualTo("😀…");
  }

  @Test
  void ofManyNamesTheFirstAreShownAndTheOthersCounted() {
    assertThat(Excerpt.ofNames(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Excerpt.ofNames(List.of())).isEmpty();
    assertThat(Excerpt.ofNames(HUNDRED)).startsWith("n0, n1, ").endsWith("n59 and 40 more");
    assertThat(Excerpt.ofNames(List.of("x".repeat(1_000_000)))).hasSize(200);
  }

  @Test
  void namesAreListedWhileThereIsRoom() {
    assertThat(Excerpt.within(1_000, HUNDRED)).isEqualTo(HUNDRED);
    assertThat(Excerpt.within(11, HUNDRED)).containsExactly("n0", "n1");
    assertThat(Excerpt.within(0, HUNDRED)).isEmpty();
  }

  @Test
  void ofManySentencesTheFirstAreShownAndTheOthersCounted() {
    assertThat(Excerpt.ofSentences(List.of("One.", "Two."), 2, 10)).containsExactly("One.", "Two.");
    assertThat(Excerpt.ofSentences(HUNDRED, 2, 2)).containsExactly("n0", "n1",
        "There are 98 more.");
    assertThat(Excerpt.ofSentences(List.of("A long one."), 2, 6)).containsExactly("A lon…");
  }
}
