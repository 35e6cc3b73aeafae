package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void aTextIsNotCutInTheMiddleOfACharacter() {
    var text = "x".repeat(158) + "😀😀";

    assertThat(Plain.text(text)).isEqualTo("x".repeat(158) + "…");
  }

  @Test
  void whatAServerSaysOfAFetchHasNoTerminalEscapes() {
    assertThat(FetchFault.line("a\u009B31mred\u001B[0m\u202Eb")).isEqualTo("a 31mred [0m b");
  }
}
