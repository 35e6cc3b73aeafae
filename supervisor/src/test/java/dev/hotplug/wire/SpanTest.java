package dev.hotplug.wire;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A span is one JSON value as the bytes it came in. */
class SpanTest {

  @Test
  void membersAreSlicesInTheirOrder() {
    var members = span("{ 'b' : 1.0 , 'a':[ 1, 2 ],\t'c':{'d':'}'} ,'e':'x\\'y','f':null }")
        .members();

    assertThat(members.keySet()).containsExactly("b", "a", "c", "e", "f");
    assertThat(texts(members.values().stream())).containsExactly("1.0", "[ 1, 2 ]", "{\"d\":\"}\"}",
        "\"x\\\"y\"", "null");
  }

  @Test
  void theLastOfEqualMembersCounts() {
    var twice = span("{'a':1,'b':2,'a':3}");

    assertThat(twice.members()).hasSize(2).containsEntry("a", Span.of("3"));
    assertThat(twice.member("a")).isEqualTo(Span.of("3"));
  }

  @Test
  void oneMemberIsFoundByItsName() {
    var object = span("{'a':{'x':1},'x':[2] ,'\\u00e9':1E+2,'':0}");

    assertThat(object.member("x")).isEqualTo(Span.of("[2]"));
    assertThat(object.member("é")).isEqualTo(Span.of("1E+2"));
    assertThat(object.member("")).isEqualTo(Span.of("0"));
    assertThat(object.member("y")).isNull();
    assertThat(span("[{'x':1}]").member("x")).isNull();
    assertThat(span("'x'").member("x")).isNull();
  }

  @Test
  void ofManyMembersOnlyTheWantedOnesAreHeld() {
    var object = span("{'b':1,'aa':2,'\\u0061':3,'b':{'a':0},'c':4}");

    assertThat(object.members(Set.of("a", "b", "d")))
        .isEqualTo(Map.of("a", Span.of("3"), "b", span("{'a':0}")));
    assertThat(object.members(2).keySet()).containsExactly("b", "aa");
    assertThat(object.members(9)).hasSize(4);
    assertThat(span("[1,2,3]").elements(2)).containsExactly(Span.of("1"), Span.of("2"));
    assertThat(span("[1]").members(Set.of("a"))).isEmpty();
  }

  @Test
  void anObjectWithoutMembersIsEmpty() {
    for (var empty : List.of("{}", "{ \t}")) assertThat(span(empty).isEmptyObject()).isTrue();
    for (var other : List.of("{'':0}", "[]", "0", "''"))
      assertThat(span(other).isEmptyObject()).as(other).isFalse();
  }

  @Test
  void anExcerptHasWholeCharacters() {
    var text = span("'aé€😀'");

    assertThat(text.excerpt(12)).isEqualTo("\"aé€😀\"");
    assertThat(text.excerpt(11)).isEqualTo("\"aé€😀…");
    for (int most = 7; most < 11; most++) assertThat(text.excerpt(most)).isEqualTo("\"aé€…");
    assertThat(text.excerpt(3)).isEqualTo("\"a…");
  }

  @Test
  void ofALongStringTheBeginningIsTheText() {
    var text = span("'\\u0061bcdé'");

    assertThat(text.text(11)).isEqualTo("abcdé");
    assertThat(text.text(10)).isEqualTo("\\u0061bcd…");
    assertThat(span("12345").text(3)).isNull();
    assertThat(span("123456").text(3)).isNull();
    assertThat(span("''").text(0)).isEmpty();
  }

  @Test
  void elementsAreSlicesInTheirOrder() {
    var elements = span("[ 1E+2 ,{'a':[1]}, [ ] ,'x',-0.0,null]").elements();

    assertThat(texts(elements.stream())).containsExactly("1E+2", "{\"a\":[1]}", "[ ]", "\"x\"",
        "-0.0", "null");
    assertThat(span("[]").elements()).isEmpty();
  }

  @Test
  void otherValuesHaveNeither() {
    for (var other : List.of("1", "'text'", "null", "true")) {
      assertThat(span(other).members()).isEmpty();
      assertThat(span(other).elements()).isEmpty();
    }
    assertThat(span("[1]").members()).isEmpty();
    assertThat(span("{'a':1}").elements()).isEmpty();
  }

  @Test
  void slicesOfSlicesCountFromTheirOwnStart() {
    var line = span("{'outer':{'inner':[10,{'deep':'é'}],'next':2}}");

    var outer = requireNonNull(line.members().get("outer"));
    var inner = requireNonNull(outer.members().get("inner"));
    var deep = inner.elements().get(1);

    assertThat(inner).isEqualTo(span("[10,{'deep':'é'}]"));
    assertThat(deep).isEqualTo(span("{'deep':'é'}"));
    assertThat(deep.member("deep")).isEqualTo(span("'é'"));
    assertThat(inner.slice(1, 3)).isEqualTo(Span.of("10"));
    assertThat(deep.length()).isEqualTo("{\"deep\":\"é\"}".getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void textIsTheTextOfAString() {
    assertThat(span("'a\\n\\u00e9\\ud83d\\ude00é'").text()).isEqualTo("a\né😀é");
    assertThat(span("''").text()).isEmpty();
    for (var other : List.of("1", "null", "{}", "['a']", "true"))
      assertThat(span(other).text()).as(other).isNull();
  }

  @Test
  void aStringIsQuoted() {
    for (var text : List.of("", "a\"b\\c", "\u0000\u001f\n\t", "é😀", "</script>\u2028")) {
      var quoted = Span.string(text);

      assertThat(quoted.text()).isEqualTo(text);
      assertThat(quoted.toString()).doesNotContain("\n", "\u0000");
    }
  }

  @Test
  void textIsParsedIntoOneValueOrNone() {
    for (var json : List.of("1.0", " {'a':1} ", "[]", "'x'", "null", "1E+2"))
      assertThat(Span.parse(quoted(json))).as(json).contains(span(json.strip()));
    for (var none : List.of("", " ", "{", "1 2", "{}{}", "x", "{'a':}", "tru", "'open", "[1,]"))
      assertThat(Span.parse(quoted(none))).as(none).isEqualTo(Optional.empty());
  }

  @Test
  void spansAreEqualWhenTheirBytesAre() {
    assertThat(span("[1,1]").elements().getFirst()).isEqualTo(Span.of("1"))
        .hasSameHashCodeAs(Span.of("1"))
        .isEqualTo(span("{'a':1}").member("a"));
    assertThat(Span.of("1")).isNotEqualTo(Span.of("1.0"))
        .isNotEqualTo(Span.of("\"1\""))
        .isNotEqualTo("1");
    assertThat(Span.of("{\"a\":1}")).isNotEqualTo(Span.of("{\"a\": 1}"));
  }

  @Test
  void itsBytesAreACopyAndTheSameOnTheStream() throws Exception {
    var span = span("[1,'é']").elements().get(1);
    var out = new ByteArrayOutputStream();

    span.bytes()[0] = 'x';
    span.writeTo(out);

    assertThat(span.toString()).isEqualTo("\"é\"");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"é\"");
  }

  @Test
  void kindsAreToldByTheFirstByte() {
    assertThat(span("{}").isObject()).isTrue();
    assertThat(span("[]").isArray()).isTrue();
    for (var other : List.of("1", "'{'", "null", "")) {
      assertThat(span(other).isObject()).isFalse();
      assertThat(span(other).isArray()).isFalse();
    }
  }

  @Test
  void aTreeHasLimits() throws Exception {
    assertThat(Span.of("[".repeat(1_000) + "]".repeat(1_000)).tree().isArray()).isTrue();
    assertThat(Span.of("1".repeat(1_000)).tree().isNumber()).isTrue();
    assertThat(Span.of("\"" + "x".repeat(30_000_000) + "\"").tree().isTextual()).isTrue();
    for (var beyond : List.of("[".repeat(1_001) + "]".repeat(1_001), "1".repeat(1_001))) {
      assertThatThrownBy(() -> Span.of(beyond).tree()).isInstanceOf(JsonProcessingException.class);
    }
  }

  @Test
  void aTreeIsWrittenAsASpan() throws Exception {
    var json = "{\"b\":1,\"a\":[\"é\\ud83d\",null]}";

    var written = Span.of(Span.of(json).tree());

    assertThat(written.tree()).isEqualTo(Span.of(json).tree());
    assertThat(Utf8.isValid(written.bytes(), 0, written.length())).isTrue();
  }

  @Test
  void aBrokenPromiseOfJsonIsAnException() {
    assertThatThrownBy(() -> Span.of("{\"a\":").members()).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> Span.of("{\"a\":").member("b"))
        .isInstanceOf(UncheckedIOException.class);
    for (var broken : List.of("[1,", "[1", "[", "[\"x", "[[1]", "[1 2]", "[\"\\")) {
      assertThatThrownBy(() -> Span.of(broken).elements()).as(broken)
          .isInstanceOf(UncheckedIOException.class);
    }
    for (var broken : List.of("{", "{1:2}", "{\"a\"}", "{\"a\",1}", "{\"a\":1 \"b\":2}",
        "{\"a\":}")) {
      assertThatThrownBy(() -> Span.of(broken).members()).as(broken)
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void whatAParserFindsIsFoundWithoutOne() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      var json = RandomJson.value(random, 4);
      var value = Span.of(json);
      var tree = value.tree();

      assertThat(texts(value.elements().stream())).as("%s, seed %d", json, seed)
          .hasSize(tree.isArray() ? tree.size() : 0)
          .allMatch(element -> Span.parse(element).isPresent());
      assertThat(Span.of(rebuilt(value)).tree()).as("%s, seed %d", json, seed).isEqualTo(tree);
      assertThat(value.text()).isEqualTo(tree.textValue());
    }
  }

  /** The same JSON, put together of what it was taken apart into, however deep. */
  private static String rebuilt(Span value) {
    if (value.isArray()) {
      return value.elements().stream().map(SpanTest::rebuilt).collect(joining(" , ", "[", " ]"));
    }
    if (!value.isObject()) return value.toString();
    return value.members()
        .entrySet()
        .stream()
        .map(it -> Span.string(it.getKey()) + " : " + rebuilt(it.getValue()))
        .collect(joining(",", "{ ", "}"));
  }

  private static List<String> texts(Stream<Span> spans) {
    return spans.map(Span::toString).toList();
  }

  /** Single quotes stand for double ones. */
  private static Span span(String json) {
    return Span.of(quoted(json));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @Test
  void whatIsKeptKeepsNoLongLine() {
    var line = Span.of("{\"a\":\"" + "x".repeat(100) + "\",\"b\":{\"c\":1}}");
    var part = Objects.requireNonNull(line.member("b"));

    assertThat(part.compact()).isEqualTo(part).isNotSameAs(part);
    assertThat(line.compact()).isSameAs(line);
  }
}
