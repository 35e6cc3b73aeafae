package dev.hotplug.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.List;

/** The warnings in the result of a tool, which its text does not speak of. */
final class Remarks {
  private Remarks() {}

  /** Those of what loads or reloads a server. */
  static List<String> ofStart(Span result) {
    return texts(tree(result).path("structuredContent").path("warnings"));
  }

  /** Those of a reload, which the next answer of a server tells, and none after that. */
  static List<String> ofCall(Span result) {
    return texts(tree(result).path("_meta").path("dev.hotplug/reloaded").path("warnings"));
  }

  /** A server may answer with what is no JSON; then there is nothing of ours in it. */
  private static JsonNode tree(Span result) {
    try {
      return result.tree();
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
