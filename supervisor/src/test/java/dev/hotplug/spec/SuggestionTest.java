package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("start_ms", "list_ms", "call_ms", "eof_ms");

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
    for (var written : List.of("", "x", "timeout", "stop", "s".repeat(1000))) {
      assertThat(Suggestion.of(written, KNOWN)).isEmpty();
      assertThat(Suggestion.question(written, KNOWN)).isEmpty();
    }
  }

  private static void check(String written, String meant) {
    assertThat(Suggestion.question(written, KNOWN)).isEqualTo(", did you mean \"" + meant + "\"?");
  }
}
