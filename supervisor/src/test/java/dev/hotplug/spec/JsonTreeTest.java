package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
  @Test
  void everyValueKnowsItsPlace() {
    check("{\"a\" :\t[1, -2.50e+3,true , \"x\\\"\\u00e9 y\", null, {} ,false]}",
        "{\"a\" :\t[1, -2.50e+3,true ," + " \"x\\\"\\u00e9 y\", null, {} ,false]}",
        "[1, -2.50e+3,true , \"x\\\"\\u00e9 y\", null, {} ,false]", "1", "-2.50e+3", "true",
        "\"x\\\"\\u00e9 y\"", "null", "{}", "false");
    check(" 17 ", "17");
    check("\"\"", "\"\"");
    check("\r\n[ ]\n", "[ ]");
    check("\uFEFF [\"\uD83D\uDE00\", 5]", "[\"\uD83D\uDE00\", 5]", "\"\uD83D\uDE00\"", "5");
  }

  @Test
  void aNameKnowsItsPlaceToo() {
    var text = "{ \"a\\\"b\"  :1, \"\":{\"\\\\\":2}}";

    var root = (Json.Obj) root(text);

    assertThat(cut(text, root.members().getFirst().namePlace())).isEqualTo("\"a\\\"b\"");
    assertThat(root.members().getFirst().name()).isEqualTo("a\"b");
    var inner = (Json.Obj) root.members().getLast().value();
    assertThat(cut(text, inner.members().getFirst().namePlace())).isEqualTo("\"\\\\\"");
  }

  @Test
  void longTextsKeepTheirPlaces() {
    var text = "[\"" + "x".repeat(200_000) + "\", \"" + "é\\n".repeat(50_000) + "\", 7]";

    var items = ((Json.Arr) root(text)).items();

    assertThat(cut(text, items.get(2).place())).isEqualTo("7");
    assertThat(cut(text, items.get(1).place())).startsWith("\"é\\n").endsWith("\\n\"");
  }

  @Test
  void repeatedMembersAreKept() {
    assertThat(((Json.Obj) root("{\"a\":1,\"b\":2,\"a\":3}")).named("a")).hasSize(2);
  }

  @Test
  void hugeNumbersAreLeftAsTheyAre() {
    var digits = "9".repeat(1_000_000);

    assertThat(root(digits)).isInstanceOfSatisfying(Json.Num.class,
        number -> assertThat(number.digits()).isEqualTo(digits));
    assertThat(root("1e999999999")).isInstanceOf(Json.Num.class);
  }

  @Test
  void deepNestingIsRefusedAndHarmless() {
    var parsed = JsonTree.parse("[".repeat(1_000_000));

    assertThat(parsed).isInstanceOfSatisfying(JsonTree.Parsed.Broken.class,
        broken -> assertThat(broken.fault().what()).contains("100 levels"));
    assertThat(root("[".repeat(100) + "]".repeat(100))).isInstanceOf(Json.Arr.class);
  }

  private static void check(String text, String... values) {
    var places = new ArrayList<String>();
    walk(text, root(text), places);
    assertThat(places).containsExactly(values);
  }

  private static void walk(String text, Json value, List<String> places) {
    places.add(cut(text, value.place()));
    switch (value) {
      case Json.Obj object ->
        object.members().forEach(member -> walk(text, member.value(), places));
      case Json.Arr list -> list.items().forEach(item -> walk(text, item, places));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> {
      }
    }
  }

  private static Json root(String text) {
    return ((JsonTree.Parsed.Value) JsonTree.parse(text)).root();
  }

  private static String cut(String text, Json.Place place) {
    return text.substring(place.start(), place.end());
  }
}
