package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GlobTextTest {
  @Test
  void aPatternIsWhatIsNotEscaped() {
    assertThat(GlobText.isPattern("a/*.py")).isTrue();
    assertThat(GlobText.isPattern("\\\\[a]")).isTrue();
    assertThat(GlobText.isPattern("\\[a\\]/\\{b,c\\}\\*")).isFalse();
    assertThat(GlobText.isPattern("a!b\\")).isFalse();
    assertThat(GlobText.plain("\\[a\\]/\\{b,c\\}\\*")).isEqualTo("[a]/{b,c}*");
  }

  @Test
  void aLiteralMatchesOnlyItself() {
    for (var name : new String[]{"!a", "[a]", "{b,c}", "*?", "d\\e", "f$1"}) {
      var glob = GlobText.literal(name);

      assertThat(GlobText.isPattern(glob)).as(glob).isFalse();
      assertThat(GlobText.plain(glob)).isEqualTo(name);
      assertThat(GlobText.withoutBraces(glob)).containsExactly(glob);
      assertThat(Glob.of(glob).matches(name)).as(glob).isTrue();
    }
  }

  @Test
  void bracesAreTakenApartToAnyDepth() {
    assertThat(GlobText.withoutBraces("a.{b,c{d,e}}f")).containsExactly("a.bf", "a.cdf", "a.cef");
    assertThat(GlobText.withoutBraces("{a,b}/{c,}")).containsExactly("a/c", "a/", "b/c", "b/");
    assertThat(GlobText.withoutBraces("\\{a,b\\}{c\\,d,e}")).containsExactly("\\{a,b\\}c\\,d",
        "\\{a,b\\}e");
    assertThat(GlobText.withoutBraces("{{{a}}}{b}")).containsExactly("ab");
  }

  @Test
  void whatIsNoGlobIsNamedOnOneLine() {
    isNone("a{b", "\"a{b\" is no glob that can be watched: { is never closed");
    isNone("{a,[b}\n", "\"{a,[b}?\" is no glob that can be watched: [ is never closed");
    isNone(" ", "\" \" is no glob that can be watched: it is empty");
  }

  @Test
  void aGlobStandsForFewGlobsOnly() {
    assertThat(GlobText.withoutBraces("{a,b}".repeat(6))).hasSize(64).doesNotHaveDuplicates();
    isRefused("{a,b}".repeat(22), "its braces stand for more than 64 globs");
    isRefused("{a" + ",".repeat(64) + "}", "its braces stand for more than 64 globs");
    isRefused("a".repeat(4_001), "it has more than 4000 characters");
  }

  private static void isNone(String glob, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> GlobText.withoutBraces(glob))
        .withMessage(message);
  }

  private static void isRefused(String glob, String why) {
    assertThatIllegalArgumentException().isThrownBy(() -> GlobText.withoutBraces(glob))
        .withMessageEndingWith(": " + why);
  }
}
