package dev.hotplug.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void equalValuesDoNotDiffer() throws JsonProcessingException {
    assertThat(
        differ("{\"a\":[1,{\"b\":null}],\"c\":\"x\"}", "{\"c\":\"x\",\"a\":[1,{\"b\":null}]}"))
        .isEmpty();
    assertThat(differ("{\"n\":1,\"m\":[100]}", "{\"n\":1.0,\"m\":[1e2]}")).isEmpty();
  }

  @Test
  void eachPlaceThatDiffersIsNamed() throws JsonProcessingException {
    assertThat(differ("{\"a\":{\"b\":1,\"gone\":2},\"l\":[1,2]}",
        "{\"a\":{\"b\":\"1\"},\"l\":[1,3],\"x y\":null}")).containsExactly("$.a.b: 1 -> \"1\"",
            "$.a.gone: 2 -> -", "$.l[1]: 2 -> 3", "$[\"x y\"]: - -> null");
    assertThat(differ("{}", "[]")).containsExactly("$: {} -> []");
    assertThat(differ("[{}]", "[{},null]")).containsExactly("$[1]: - -> null");
  }

  @Test
  void whatIsPutInBetweenMakesNothingElseDiffer() throws JsonProcessingException {
    assertThat(differ("[1,2,3]", "[0,1,2,3]")).containsExactly("$[0]: - -> 0");
    assertThat(differ("[1,2,3,4]", "[1,4]")).containsExactly("$[1]: 2 -> -", "$[2]: 3 -> -");
    assertThat(differ("[1,1]", "[1,1,1]")).hasSize(1);
  }

  @Test
  void jsonInTextIsComparedAsJson() throws JsonProcessingException {
    assertThat(differ("{\"content\":[{\"text\":\"{\\\"n\\\": 1, \\\"m\\\": 2}\"}]}",
        "{\"content\":[{\"text\":\"{\\\"m\\\":2,\\\"n\\\":3}\"}]}"))
        .containsExactly("$.content[0].text.n: 1 -> 3");
    assertThat(differ("{\"t\":\"{\\\"a\\\":1}\"}", "{\"t\":\"{ \\\"a\\\" : 1 }\"}")).isEmpty();
    assertThat(differ("{\"t\":\"{x\"}", "{\"t\":\"{y\"}")).containsExactly("$.t: \"{x\" -> \"{y\"");
  }

  @Test
  void onlyWhatIsExpectedMustBeThere() throws JsonProcessingException {
    assertThat(
        lack("{\"a\":[{\"b\":1}],\"c\":{}}", "{\"a\":[{\"b\":1.0,\"x\":2},3],\"c\":{\"d\":4}}"))
        .isEmpty();
    assertThat(lack("{\"a\":[1,2],\"b\":1,\"c\":null}", "{\"a\":[1],\"c\":0}"))
        .containsExactly("$.a[1]: 2 -> -", "$.b: 1 -> -", "$.c: null -> 0");
  }

  @Test
  void aNumberLargerThanADoubleDiffersFromOthers() throws JsonProcessingException {
    assertThat(differ("{\"n\":1e999}", "{\"n\":1e999}")).isEmpty();
    assertThat(differ("[1,1e999]", "[1e999,-1e999]")).hasSize(2);
    assertThat(lack("{\"n\":1e999}", "{\"n\":1" + "0".repeat(400) + "}")).hasSize(1);
  }

  @Test
  void whoExpectsAnObjectMayFindItInAText() throws JsonProcessingException {
    assertThat(lack("{\"text\":{\"n\":1}}", "{\"text\":\"{\\\"n\\\":1,\\\"m\\\":2}\"}")).isEmpty();
    assertThat(lack("{\"text\":{\"n\":1}}", "{\"text\":\"{\\\"n\\\":2}\"}"))
        .containsExactly("$.text.n: 1 -> 2");
    assertThat(lack("{\"text\":\"{}\"}", "{\"text\":\"{ }\"}"))
        .containsExactly("$.text: \"{}\" -> \"{ }\"");
    assertThat(lack("{\"text\":{}}", "{\"text\":\"none\"}"))
        .containsExactly("$.text: {} -> \"none\"");
  }

  @Test
  void ofVeryManyTheFirstAreNamed() throws JsonProcessingException {
    var many = Comparison.between(numbers(0), numbers(1));

    assertThat(many.differences()).hasSize(50);
    assertThat(many.isCut()).isTrue();
    assertThat(Comparison.between(numbers(0), numbers(0)).isCut()).isFalse();
  }

  @Test
  void equalResultsNeedNotBeRead() throws JsonProcessingException {
    var deep = Span.of("[".repeat(2_000) + "]".repeat(2_000));

    assertThat(Comparison.between(deep, Span.of(deep.toString())).isEmpty()).isTrue();
  }

  private static JsonNode numbers(int from) throws JsonProcessingException {
    return json(IntStream.range(from, from + 100_000).boxed().toList().toString());
  }

  private static List<String> differ(String before, String after) throws JsonProcessingException {
    return shown(Comparison.between(json(before), json(after)));
  }

  private static List<String> lack(String expected, String actual) throws JsonProcessingException {
    return shown(Comparison.lacking(json(expected), json(actual)));
  }

  private static List<String> shown(Comparison comparison) {
    return comparison.differences()
        .stream()
        .map(it -> it.path() + ": " + (it.before() == null ? "-" : it.before()) + " -> "
            + (it.after() == null ? "-" : it.after()))
        .toList();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Span.of(text).tree();
  }
}
