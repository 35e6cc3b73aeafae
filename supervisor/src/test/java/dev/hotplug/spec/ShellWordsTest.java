package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void wordsAreSplitAsAShellDoes() {
    splits("", "");
    splits("  a \t b\n", "a|b");
    splits("'a b' \"c d\"", "a b|c d");
    splits("a'b'\"c\"d", "abcd");
    splits("'' \"\"", "|");
    splits("'a\\'", "a\\");
    splits("a\\ b \\' \\\\", "a b|'|\\");
    splits("\"a\\\"b\\n\\$\"", "a\"b\\n$");
    splits("$HOME *.c `x` a;b", "$HOME|*.c|`x`|a;b");
    splits("${A:-b c}d ${e f", "${A:-b c}d|${e|f");
  }

  @Test
  void whatIsNotClosedIsNoCommand() {
    assertThat(ShellWords.split("a 'b")).isEmpty();
    assertThat(ShellWords.split("a \"b\\\"")).isEmpty();
    assertThat(ShellWords.split("a \\")).isEmpty();
  }

  @Test
  void whatOnlyAShellCanDoIsFound() {
    assertThat(ShellWords.operator("a && b | c")).hasValue("&&");
    assertThat(ShellWords.operator("a||b")).hasValue("||");
    assertThat(ShellWords.operator("a | b")).hasValue("|");
    assertThat(ShellWords.operator("a; b")).hasValue(";");
    assertThat(ShellWords.operator("a >b")).hasValue(">");
    assertThat(ShellWords.operator("a $(b)")).hasValue("$(");
    assertThat(ShellWords.operator("a \"$(b)\"")).hasValue("$(");
    assertThat(ShellWords.operator("a `b`")).hasValue("`");
    assertThat(ShellWords.operator("a \"``\"")).hasValue("`");
    assertThat(ShellWords.operator("a '&&' \"b;c\" \\; '$(' \\` \"\\`\" ${d:-e;f} $g")).isEmpty();
  }

  private static void splits(String text, String words) {
    assertThat(String.join("|", ShellWords.split(text).orElseThrow())).as(text).isEqualTo(words);
  }
}
