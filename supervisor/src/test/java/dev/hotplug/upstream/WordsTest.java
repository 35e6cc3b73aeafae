package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Markers that machines read and exits that people read. */
class WordsTest {

  @Test
  void anExitIsToldInWords() {
    exit(0, "exit code 0");
    exit(1, "exit code 1");
    exit(127, "exit code 127");
    exit(128, "exit code 128");
    exit(129, "killed by SIGHUP (exit code 129)");
    exit(130, "killed by SIGINT (exit code 130)");
    exit(134, "killed by SIGABRT (exit code 134)");
    exit(137, "killed by SIGKILL (exit code 137)");
    exit(139, "killed by SIGSEGV (exit code 139)");
    exit(143, "killed by SIGTERM (exit code 143)");
    exit(144, "exit code 144");
    exit(255, "exit code 255");
  }

  @Test
  void aMarkerIsAppendedToTheOneThatIsThere() {
    var inner = new Marker("i", "s", 2);

    assertThat(inner.appendedTo(null)).isEqualTo("i/s/2");
    assertThat(inner.appendedTo("")).isEqualTo("i/s/2");
    assertThat(inner.appendedTo("o/s/1")).isEqualTo("o/s/1;i/s/2");
    assertThat(inner.isIn("o/s/1;i/s/2")).isTrue();
    assertThat(new Marker("o", "s", 1).isIn("o/s/1;i/s/2")).isTrue();
  }

  @Test
  void aMarkerIsKnownOnlyAsAWhole() {
    var marker = new Marker("i", "s", 1);

    assertThat(marker.isIn("i/s/1")).isTrue();
    for (var other : new String[]{"", "i/s/11", "i/s/2", "xi/s/1", "i/s", "i/s2/1", "i/s/1x;", ";",
        "I/s/1"})
      assertThat(marker.isIn(other)).as(other).isFalse();
  }

  @Test
  void aNameCannotForgeAMarker() {
    var forged = new Marker("i", "a;i/b/1", 1);

    assertThat(new Marker("i", "b", 1).isIn(forged.appendedTo(null))).isFalse();
    assertThat(new Marker("i", "a", 1).isIn(new Marker("i", "a/1", 1).appendedTo(null))).isFalse();
    assertThat(forged.isIn(forged.appendedTo("o/x/1"))).isTrue();
    var odd = new Marker("i", "é 😀", 1);
    assertThat(odd.isIn(odd.appendedTo(null))).isTrue();
    assertThat(odd.appendedTo(null)).matches("[\\x21-\\x7e]+");
  }

  private static void exit(int code, String words) {
    assertThat(new Exit(code).words()).isEqualTo(words);
  }
}
