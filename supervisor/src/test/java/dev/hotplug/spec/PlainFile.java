package dev.hotplug.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code .mcp.json} as Jackson's tree has it, which knows no places and keeps no text. */
record PlainFile(JsonNode root) {
  private static final ObjectMapper JACKSON = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(JsonTree.MAX_DEPTH).build())
      .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectMapper STRICT = JACKSON.copy()
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The object that {@code content} is, if it is one. */
  static Optional<PlainFile> of(byte[] content) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(new PlainFile(JACKSON.readTree(bare(text))))
          .filter(it -> it.root.isObject());
    } catch (CharacterCodingException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  static JsonNode tree(String json) {
    try {
      return JACKSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  /** Whether nothing keeps a server from being put into {@code list}. */
  static boolean isEditable(String text, ServerList list) {
    if (bare(text).isBlank()) return true;
    try {
      var at = STRICT.readTree(bare(text));
      for (var key : list.path()) {
        if (!at.isObject()) return false;
        at = at.has(key) ? at.get(key) : STRICT.createObjectNode();
      }
      return at.isObject();
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private static String bare(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The servers that it lists, sorted. */
  List<String> names() {
    var names = new ArrayList<String>();
    root.path("hotplug").path("servers").fieldNames().forEachRemaining(names::add);
    var list = root.has("mcpServers") ? "mcpServers" : "servers";
    root.path(list).fieldNames().forEachRemaining(names::add);
    return names.stream().distinct().sorted().toList();
  }
}
