package dev.hotplug.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a changed tool definition breaks those who use it. Of arguments: one that is gone, newly
 * required, or of fewer types or values. Of results: a promised member that is gone or of another
 * type. Descriptions, titles and widened schemas break nobody.
 */
final class SchemaChange {
  private SchemaChange() {}

  static boolean breaks(JsonNode before, JsonNode now) {
    return narrows(before.path("inputSchema"), now.path("inputSchema"))
        || withdraws(before.path("outputSchema"), now.path("outputSchema"));
  }

  private static boolean narrows(JsonNode before, JsonNode now) {
    return !texts(before.path("required")).containsAll(texts(now.path("required")))
        || hasFewerTypes(before, now) || hasFewerValues(before, now)
        || anyMemberNarrows(before, now)
        || (before.has("items") && narrows(before.path("items"), now.path("items")));
  }

  private static boolean anyMemberNarrows(JsonNode before, JsonNode now) {
    return before.path("properties").properties().stream().anyMatch(member -> {
      var counterpart = now.path("properties").path(member.getKey());
      return counterpart.isMissingNode() || narrows(member.getValue(), counterpart);
    });
  }

  /** No type means every type; a number may be an integer. */
  private static boolean hasFewerTypes(JsonNode before, JsonNode now) {
    var had = Tool.typesOf(before);
    var has = new HashSet<>(Tool.typesOf(now));
    if (has.contains("number")) has.add("integer");
    return !has.isEmpty() && (had.isEmpty() || !has.containsAll(had));
  }

  private static boolean hasFewerValues(JsonNode before, JsonNode now) {
    return now.has("enum") && (!before.has("enum")
        || !texts(now.path("enum")).containsAll(texts(before.path("enum"))));
  }

  private static boolean withdraws(JsonNode before, JsonNode now) {
    if (before.isMissingNode()) return false;
    return now.isMissingNode()
        || !texts(now.path("required")).containsAll(texts(before.path("required")))
        || before.path("properties").properties().stream().anyMatch(member -> {
          var counterpart = now.path("properties").path(member.getKey());
          return counterpart.isMissingNode()
              || !Tool.typesOf(counterpart).equals(Tool.typesOf(member.getValue()));
        });
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
