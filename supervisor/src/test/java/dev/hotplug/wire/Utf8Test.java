package dev.hotplug.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Strict about UTF-8, and gentle with what is not. */
class Utf8Test {

  @Test
  void everyCodePointIsValidAloneAndAmongOthers() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x900 ? 1 : 61) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) continue;
      var text = Character.toString(point);

      assertThat(isValid(utf8(text))).as(Integer.toHexString(point)).isTrue();
      assertThat(isValid(utf8("a" + text + "b"))).as(Integer.toHexString(point)).isTrue();
    }
  }

  @Test
  void badSequencesAreFound() {
    bad("80"); // a continuation alone
    bad("c3"); // cut off
    bad("e282"); // cut off
    bad("f09f98"); // cut off
    bad("c080"); // overlong NUL
    bad("c1bf"); // overlong
    bad("e08080"); // overlong
    bad("eda080"); // half of a surrogate pair
    bad("eda0bdedb880"); // a pair in CESU-8
    bad("f4908080"); // beyond the last code point
    bad("f8888080"); // five bytes long
    bad("fe");
    bad("fffe"); // a UTF-16 byte order mark
    bad("c328"); // a wrong second byte
  }

  @Test
  void aSequenceAcrossTheDecodersChunksIsWhole() {
    for (int before = 8_180; before < 8_200; before++) {
      var text = "é" + "x".repeat(before) + "😀";

      assertThat(isValid(utf8(text))).as("after " + before).isTrue();
    }
  }

  @Test
  void repairPutsTheReplacementCharacter() {
    var repaired = requireNonNull(Utf8.repaired(HexFormat.of().parseHex("ff61ff62c3ff"), 1, 5, 8));

    assertThat(new String(repaired, StandardCharsets.UTF_8)).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(isValid(repaired)).isTrue();
  }

  @Test
  void whatIsTooLongOnceRepairedIsNot() {
    var bad = HexFormat.of().parseHex("ff".repeat(10_000));

    assertThat(Utf8.repaired(bad, 0, bad.length, 29_999)).isNull();
    assertThat(Utf8.repaired(bad, 0, bad.length, 30_000)).hasSize(30_000);
  }

  private static boolean isValid(byte[] bytes) {
    return Utf8.isValid(bytes, 0, bytes.length);
  }

  private static void bad(String hex) {
    var format = HexFormat.of();
    assertThat(isValid(format.parseHex(hex))).as(hex).isFalse();
    assertThat(isValid(format.parseHex("61" + hex))).as("61" + hex).isFalse();
    assertThat(isValid(format.parseHex("c3a9" + hex + "61"))).as("c3a9" + hex).isFalse();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
