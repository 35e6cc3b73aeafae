package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single quotes stand for double ones. */
class JsonCheckTest {

  @Test
  void jsonIsFoundToBeJson() {
    for (var json : List.of("{}", "[]", "''", "true", "false", "null", " [ ] ", "[1]", "[0,-0]",
        "[10.25e+3,1E9,-1.0e-7]", "{'a':{'b':[{},[],'',null]},'c':true}", "['\\u00e9\\n\\\\\\'']",
        "['é','\u0080','\u07ff','\u0800','\ud7ff','\ue000','\uffff','😀','\udbff\udfff']",
        "['\u007f']", "\uFEFF{'a':1}", "[1 ,2\t,\r3]")) {
      assertThat(finds(json)).as(json).isTrue();
    }
  }

  @Test
  void nothingElseIs() {
    for (var other : List.of(" ", "{", "[", "]", "}", "[}", "{]", "[[]", "[1,]", "[,1]", "[1 2]",
        "{'a'}", "{'a':}", "{'a':1,}", "{,}", "{1:2}", "{'a' 1}", "{'a':1 'b':2}", "'open", "'\\x'",
        "'\\u00g0'", "'\\", "'\u0001'", "['\t']", "tru", "truE", "nul", "[nulL]", "01", "[01]",
        "[-]", "[1.]", "[.5]", "[+1]", "[1e]", "[1e+]", "[-01]", "[1a]", "NaN", "{} {}", "{}x",
        "''''", "[''1]", "\uFEFF", " \uFEFF{}", "\uFEFF\uFEFF{}", "[\u0000]", "hello", "[é]")) {
      assertThat(finds(other)).as(other).isFalse();
    }
  }

  @Test
  void whatIsNotUtf8IsNoJson() {
    for (var bad : List.of("80", "c3", "e282", "f09f98", "c080", "c1bf", "e08080", "eda080",
        "f4908080", "f8888080", "fe", "c328", "e28228", "f0808080", "f09f9828")) {
      var bytes = HexFormat.of().parseHex("5b22" + bad + "225d");

      assertThat(finds(bytes)).as(bad).isFalse();
    }
  }

  @Test
  void whateverRandomMakesIsFoundToBeJson() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var json = "[" + RandomJson.value(random, 5).replace("\n", "") + "]";

      assertThat(finds(utf8(json))).as(seed + ": " + json).isTrue();
    }
  }

  /** Somebody else has to look at them. */
  @Test
  void whatIsDeepOrGiantIsNotFoundToBeJson() {
    assertThat(finds(utf8("[".repeat(64) + "]".repeat(64)))).isTrue();
    assertThat(finds(utf8("[".repeat(65) + "]".repeat(65)))).isFalse();
    var giant = utf8("[" + "1".repeat(1_000_000) + "]");
    assertThat(whole(giant)).isTrue();
    assertThat(inPieces(giant, 1_000)).isFalse();
    assertThat(finds(utf8("1"))).isFalse();
  }

  @Test
  void theLongestIsTheLongestMemberOrElement() {
    longest("{'a':1,'b':[2,[33333333]],'c':'44'}", "[2,[33333333]]");
    longest("[ 1 , { 'a' : 22 } , 333 ]", "{ 'a' : 22 }");
    longest("{'a':true}", "true");
    longest("{'a':-12.5}", "-12.5");
    longest("{'a':'b'}", "'b'");
    longest("{'abc':''}", "''");
    for (var none : List.of("{}", "[]", "'text'")) {
      var check = new JsonCheck();
      assertThat(check.ends(utf8(quoted(none)), quoted(none).length())).isTrue();
      assertThat(check.longest(utf8(none))).isNull();
    }
  }

  private static void longest(String json, String expected) {
    var bytes = utf8(quoted(json));
    var check = new JsonCheck();
    assertThat(check.ends(bytes, bytes.length)).isTrue();
    assertThat(check.longest(bytes)).isEqualTo(Span.of(quoted(expected)));
  }

  @Test
  void itLooksNoFurtherThanToTheNewline() {
    for (var line : List.of("{'a':[1,'b']}", "{'a':'b", "[12", "[tru", "x")) {
      var bytes = utf8(quoted(line) + "\n{}");
      var check = new JsonCheck();

      assertThat(check.goOn(bytes, bytes.length)).as(line).isLessThanOrEqualTo(line.length());
    }
  }

  @Test
  void theNextLineIsLookedAtAnew() {
    var check = new JsonCheck();
    assertThat(check.ends(utf8("[[\"x"), 4)).isFalse();

    check.begin();

    assertThat(check.ends(utf8("{}"), 2)).isTrue();
    assertThat(check.longest(utf8("{}"))).isNull();
  }

  private static boolean finds(String text) {
    return finds(utf8(quoted(text)));
  }

  /** In pieces of any size the same is found. */
  private static boolean finds(byte[] bytes) {
    boolean found = whole(bytes);
    for (int size = 1; size < Math.min(bytes.length, 20); size++) {
      assertThat(inPieces(bytes, size)).as("in pieces of " + size).isEqualTo(found);
    }
    return found;
  }

  private static boolean whole(byte[] bytes) {
    return new JsonCheck().ends(bytes, bytes.length);
  }

  /** What has not come yet is not in the array either. */
  private static boolean inPieces(byte[] bytes, int size) {
    var check = new JsonCheck();
    for (int to = 0; to < bytes.length; to += size) {
      check.goOn(Arrays.copyOf(Arrays.copyOf(bytes, to), bytes.length), to);
    }
    return check.ends(bytes, bytes.length);
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
