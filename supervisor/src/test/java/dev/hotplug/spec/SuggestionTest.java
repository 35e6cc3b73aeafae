package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("start_ms", "list_ms", "call_ms", "eof_ms");
  private static final List<String> TOOLS = List.of("echo", "add", "add_numbers", "read_text_file",
      "read_file_info", "write_file");

  @Test
  void theNearestNameIsMeant() {
    check("start_ms", "start_ms");
    check("startMs", "start_ms");
    check("START-MS", "start_ms");
    check("strat_ms", "start_ms");
    check("lis_ms", "list_ms");
    check("cal_ms", "call_ms");
    check("eof", "eof_ms");
    check("xeof_ms", "eof_ms");
  }

  @Test
  void aFarOneIsNot() {
    for (var written : List.of("", "x", "timeout", "stop", "s", "ms", "s".repeat(1000))) {
      assertThat(Suggestion.of(written, KNOWN)).isEmpty();
      assertThat(Suggestion.question(written, KNOWN)).isEmpty();
      assertThat(Suggestion.sentence(written, KNOWN)).isEmpty();
    }
  }

  @Test
  void anExchangedPairIsOneMistake() {
    nearest("ecoh", "echo");
    nearest("ceho", "echo");
    nearest("dad", "add");
  }

  @Test
  void aPartIsOneMistakeAndTheNearestComesFirst() {
    nearest("numbers", "add_numbers");
    nearest("Add", "add", "add_numbers");
    nearest("my_echo", "echo");
    nearest("read_file", "read_file_info", "read_text_file");
  }

  @Test
  void atMostThreeAreNamed() {
    assertThat(Suggestion.nearest("tool", List.of("tool4", "tool3", "tool2", "tool1")))
        .containsExactly("tool1", "tool2", "tool3");
    assertThat(Suggestion.sentence("tool", List.of("tool2", "tool1")))
        .isEqualTo(" Did you mean \"tool1\" or \"tool2\"?");
  }

  @Test
  void twoLettersThatDifferAreNotAlike() {
    nearest("a", new String[0]);
    assertThat(Suggestion.nearest("a", List.of("b", "1"))).isEmpty();
  }

  @Test
  void aMonstrousNameIsPassedOver() {
    assertThat(Suggestion.nearest("echo", List.of("echo".repeat(1_000_000)))).isEmpty();
  }

  private static void nearest(String written, String... names) {
    assertThat(Suggestion.nearest(written, TOOLS)).containsExactly(names);
  }

  private static void check(String written, String meant) {
    assertThat(Suggestion.question(written, KNOWN)).isEqualTo(", did you mean \"" + meant + "\"?");
  }

  @Test
  void aNameKnownTwiceIsSuggestedOnce() {
    assertThat(Suggestion.nearest("imgae", List.of("image", "image"))).containsExactly("image");
  }
}
