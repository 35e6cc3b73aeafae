package dev.hotplug.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import org.junit.jupiter.api.Test;

class RemarksTest {
  @Test
  void aStartTellsItsWarnings() {
    assertThat(Remarks.ofStart(Span.of("{\"structuredContent\":{\"warnings\":[\"a\",\"b\"]}}")))
        .containsExactly("a", "b");
  }

  @Test
  void aCallTellsThoseOfTheReloadBeforeItAndNoneOfTheServersOwn() {
    assertThat(Remarks.ofCall(Span.of("""
        {"structuredContent":{"warnings":["its own"]},
         "_meta":{"dev.hotplug/reloaded":{"warnings":["a"]}}}"""))).containsExactly("a");
  }

  @Test
  void whatIsNoJsonTellsNothing() {
    assertThat(Remarks.ofCall(Span.of("{"))).isEmpty();
  }
}
