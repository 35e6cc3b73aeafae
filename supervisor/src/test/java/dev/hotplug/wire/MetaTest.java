package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is added to the {@code _meta} of a result. */
class MetaTest {
  private static final Map<String, Span> NEWS = Map.of("x/a", Span.of("{\"n\": 1.0}"));

  @Test
  void aResultWithoutGetsOneAndNoOtherByteChanges() {
    check("{\"content\" : [1e0, \"\\u00e9 é\"], \"isError\":false }",
        "{\"content\" : [1e0, \"\\u00e9 é\"], \"isError\":false ,\"_meta\":{\"x/a\":{\"n\": 1.0}}}");
    check("{}", "{\"_meta\":{\"x/a\":{\"n\": 1.0}}}");
    check("{ }", "{ \"_meta\":{\"x/a\":{\"n\": 1.0}}}");
  }

  @Test
  void aResultThatHasOneGetsMoreInIt() {
    check("{\"_meta\": {\"y\": 2}, \"content\":[]}",
        "{\"_meta\": {\"x/a\":{\"n\": 1.0},\"y\": 2}, \"content\":[]}");
    check("{\"_meta\":{ }}", "{\"_meta\":{\"x/a\":{\"n\": 1.0} }}");
  }

  @Test
  void theMetaOfSomethingInsideIsAnother() {
    check("{\"content\":[{\"_meta\":{}}]}",
        "{\"content\":[{\"_meta\":{}}],\"_meta\":{\"x/a\":{\"n\": 1.0}}}");
  }

  @Test
  void severalMembersKeepTheirOrder() {
    var two = new LinkedHashMap<String, Span>();
    two.put("b", Span.of("1"));
    two.put("a\"", Span.of("[2]"));

    assertThat(Meta.add(Span.of("{}"), two))
        .hasToString("Optional[{\"_meta\":{\"b\":1,\"a\\\"\":[2]}}]");
  }

  @Test
  void whereThereIsNoRoomNothingIsAdded() {
    assertThat(Meta.add(Span.of("[1]"), NEWS)).isEmpty();
    assertThat(Meta.add(Span.of("{\"_meta\": null}"), NEWS)).isEmpty();
    assertThat(Meta.add(Span.of("{\"_meta\": {\"x/a\": 3}}"), NEWS)).isEmpty();
  }

  @Test
  void aSliceOfALineIsEnough() {
    var line = Span.of("{\"id\":1,\"result\":{\"a\":1},\"z\":0}");

    assertThat(Meta.add(line.slice(17, 24), NEWS).orElseThrow())
        .hasToString("{\"a\":1,\"_meta\":{\"x/a\":{\"n\": 1.0}}}");
  }

  private static void check(String before, String after) {
    assertThat(Meta.add(Span.of(before), NEWS).orElseThrow()).hasToString(after);
  }
}
