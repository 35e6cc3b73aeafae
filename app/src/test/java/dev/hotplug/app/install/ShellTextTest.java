package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTextTest {
  @Test
  void whatAShellWouldChangeIsQuoted() {
    assertThat(ShellText.of(List.of("/opt/a-b_c", "--x=a,b", "a b", "~/x", "$HOME", "it's", "")))
        .isEqualTo("/opt/a-b_c --x=a,b 'a b' '~/x' '$HOME' 'it'\\''s' ''");
  }

  @Test
  void whatCannotBeSeenIsMarked() {
    assertThat(ShellText.of(List.of("a\u001b[2Jb", "c\u202ed")))
        .isEqualTo("'a\uFFFD[2Jb' 'c\uFFFDd'");
  }
}
