package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time finds. */
class OctetsTest {
  private static final int LENGTH = 40;

  @Test
  void theFirstNewlineIsFoundWhereverItStands() {
    for (int first = 0; first < LENGTH; first++) {
      var bytes = text();
      bytes[first] = '\n';
      bytes[LENGTH - 1] = '\n';

      for (int from = 0; from <= first; from++) {
        assertThat(Octets.newline(bytes, from, LENGTH)).isEqualTo(first);
        assertThat(Octets.newline(bytes, from, first)).isEqualTo(-1);
      }
    }
  }

  @Test
  void nothingElseIsTakenForANewline() {
    for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
      var bytes = new byte[LENGTH];
      Arrays.fill(bytes, (byte) other);

      assertThat(Octets.newline(bytes, 1, LENGTH)).isEqualTo(other == '\n' ? 1 : -1);
    }
  }

  @Test
  void asciiEndsAtTheFirstByteThatIsNone() {
    for (int first = 0; first < LENGTH; first++) {
      var bytes = text();
      bytes[first] = (byte) 0x80;
      bytes[LENGTH - 1] = (byte) 0xFF;

      assertThat(Octets.ascii(bytes, 0, LENGTH)).isEqualTo(first);
      assertThat(Octets.ascii(bytes, first, LENGTH)).isEqualTo(first);
      assertThat(Octets.ascii(bytes, 0, first)).isEqualTo(first);
    }
    assertThat(Octets.ascii(text(), 0, LENGTH)).isEqualTo(LENGTH);
    assertThat(Octets.ascii(new byte[0], 0, 0)).isZero();
  }

  @Test
  void whatIsPlainEndsWhereAStringMayEnd() {
    for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
      boolean isPlain = other >= ' ' && other != '"' && other != '\\';
      boolean isEnd = other == '"' || other == '\\';
      for (int at = 0; at < LENGTH; at++) {
        var bytes = plain();
        bytes[at] = (byte) other;
        bytes[LENGTH - 1] = '"';

        assertThat(Octets.plain(bytes, 0, LENGTH)).as(other + " at " + at)
            .isEqualTo(isPlain || at == LENGTH - 1 ? LENGTH - 1 : at);
        assertThat(Octets.plain(bytes, 0, at)).isEqualTo(at);
        assertThat(Octets.quoteOrBackslash(bytes, 0, LENGTH)).as(other + " at " + at)
            .isEqualTo(isEnd ? at : LENGTH - 1);
        assertThat(Octets.quoteOrBackslash(bytes, 0, at)).isEqualTo(at);
      }
    }
  }

  /** All that is next to what ends it. */
  private static byte[] plain() {
    var bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) bytes[i] = (byte) " !#[]~\u007f".charAt(i % 7);
    return bytes;
  }

  /** Next to a newline stand the bytes that a careless subtraction would take for one. */
  private static byte[] text() {
    var bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) bytes[i] = (byte) (i % 2 == 0 ? '\t' : '\n' + 1);
    return bytes;
  }
}
