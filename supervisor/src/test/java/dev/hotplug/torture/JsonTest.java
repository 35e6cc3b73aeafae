package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripted server's own JSON. */
class JsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "[1,-0.0,1E+2,100.0,0.5e-7]", "[true,false,null]",
      "{\"b\":{\"a\":[{}]},\"a\":\"\"}", "\"é 😀 \\\" \\\\ \\n \\u0001 \\ud800\""})
  void whatIsReadIsWrittenAgain(String json) throws Exception {
    assertThat(Json.write(JsonReader.read(json))).isEqualTo(json);
  }

  @Test
  void escapesAndBlanksAreUnderstood() throws Exception {
    assertThat(Json.write(JsonReader.read(" { \"\\u00e9\\/\" : [ ] , \"\\t\":{ } } ")))
        .isEqualTo("{\"é/\":[],\"\\u0009\":{}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "01", "1.", "+1",
      "1e", "tru", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "{} {}", "nan", ",", "[1 2]"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonReader.Malformed.class);
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(JsonReader.Malformed.class)
        .hasMessageContaining("too deep");
  }
}
