package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * JSON in which things that mean the same look the same: members by name, and what JSON Schema
 * takes as a set in order. Python gives its sets another order at each start.
 */
final class CanonicalJson {
  private static final Set<String> SETS = Set.of("required", "enum", "type");

  private CanonicalJson() {}

  /**
   * {@code json} in that form.
   *
   * @param text what becomes of each text in it that is no member's name
   */
  static JsonNode of(JsonNode json, UnaryOperator<String> text) {
    if (json.isTextual()) return TextNode.valueOf(text.apply(json.textValue()));
    if (json instanceof ArrayNode array) return all(array, text);
    if (!json.isObject()) return json;
    var sorted = JsonNodeFactory.instance.objectNode();
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    names.stream().sorted().forEach(name -> {
      var member = of(json.get(name), text);
      sorted.set(name,
          SETS.contains(name) && member instanceof ArrayNode set ? inOrder(set) : member);
    });
    return sorted;
  }

  private static ArrayNode all(ArrayNode array, UnaryOperator<String> text) {
    var all = JsonNodeFactory.instance.arrayNode(array.size());
    array.forEach(item -> all.add(of(item, text)));
    return all;
  }

  /** Only of texts: an order of anything else would say nothing. */
  private static ArrayNode inOrder(ArrayNode set) {
    var items = new ArrayList<String>();
    for (var item : set) {
      if (!item.isTextual()) return set;
      items.add(item.textValue());
    }
    var sorted = JsonNodeFactory.instance.arrayNode(items.size());
    items.stream().sorted().forEach(sorted::add);
    return sorted;
  }
}
