package dev.hotplug.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a stream holds, found in the plainest way there is, whatever that costs. */
final class PlainReading {
  static final String TOO_LONG = "too long";
  static final String TOO_LONG_ENDED = "ended";
  static final String REFUSED = "refused";

  /** Of which each character may be written as six. */
  private static final int LONGEST_METHOD = 33;

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
  private static final ObjectMapper JACKSON = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .build())
      .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectMapper STRICT = JACKSON.copy()
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private PlainReading() {}

  /** The lines of {@code stream} as text, and {@link #TOO_LONG} for those over {@code limit}. */
  static List<String> lines(byte[] stream, int limit) {
    var lines = new ArrayList<String>();
    var pieces = new ArrayList<>(List.of(bytes(stream).split("\n", -1)));
    if (pieces.getLast().isEmpty()) pieces.removeLast();
    for (var piece : pieces) {
      var line = line(piece);
      boolean isTooLong = Math.max(piece.length(), length(line)) > limit;
      lines.addAll(isTooLong ? List.of(TOO_LONG, TOO_LONG_ENDED) : List.of(line));
    }
    return lines;
  }

  /** In UTF-8: a line that had to be repaired has become longer. */
  private static int length(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String bytes(byte[] stream) {
    return new String(stream, StandardCharsets.ISO_8859_1);
  }

  private static String line(String bytes) {
    int from = bytes.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    var line = bytes.substring(from).replaceFirst("^[ \t\r]+", "").replaceFirst("[ \t\r]+\\z", "");
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /**
   * What each message of {@code line} says, as {@link #words} has it; a second byte order mark is
   * passed over (RFC 8259 section 8.1 allows that). Empty where a member stands twice, as nobody
   * says what that means, and where a method may be one that is read in part only.
   */
  static Optional<List<String>> messages(String line) {
    try {
      var tree = STRICT.readTree(line.replaceFirst("^\uFEFF", ""));
      for (var it : tree.isArray() ? tree : List.of(tree)) {
        if (it.path("method").asText().length() > LONGEST_METHOD) return Optional.empty();
      }
      if (!tree.isArray()) return Optional.of(List.of(message(tree)));
      if (tree.isEmpty()) return Optional.of(List.of(REFUSED));
      return Optional
          .of(StreamSupport.stream(tree.spliterator(), false).map(PlainReading::message).toList());
    } catch (JsonProcessingException e) {
      boolean isTwice = e.getOriginalMessage().startsWith("Duplicate field");
      return isTwice ? Optional.empty() : Optional.of(List.of(REFUSED));
    }
  }

  /** How many levels of objects and arrays {@code line} has; -1 when it is no JSON. */
  static int depth(String line) {
    try {
      var tree = JACKSON.readTree(line);
      return tree.isMissingNode() ? -1 : depth(tree);
    } catch (JsonProcessingException _) {
      return -1;
    }
  }

  private static int depth(JsonNode tree) {
    int deepest = 0;
    for (var inner : tree) deepest = Math.max(deepest, depth(inner));
    return tree.isContainerNode() ? deepest + 1 : deepest;
  }

  private static String message(JsonNode it) {
    var id = it.get("id");
    boolean isNamed = id != null && (id.isTextual() || id.isIntegralNumber());
    var params = it.get("params");
    boolean isFit = it.path("jsonrpc").isTextual() && it.path("jsonrpc").textValue().equals("2.0")
        && (params == null || params.isContainerNode())
        && (!it.has("method") || it.path("method").isTextual());
    if (!isFit) return REFUSED;
    var error = it.path("error");
    var name = isNamed ? id : null;
    if (it.has("method")) {
      if (id != null && !isNamed) return REFUSED;
      return words(isNamed ? "request" : "notification", name, it.path("method").textValue(),
          params);
    }
    if (!error.isMissingNode() && !error.isNull()) return words("failure", name, "", error);
    if (it.has("result") && isNamed) return words("result", name, "", it.get("result"));
    return REFUSED;
  }

  static String words(String kind, @Nullable Span id, String method, @Nullable Span value) {
    return words(kind, tree(id), method, tree(value));
  }

  private static String words(String kind, @Nullable JsonNode id, String method,
      @Nullable JsonNode value) {
    return kind + " " + id + " " + method + " " + (value == null ? "" : value.hashCode());
  }

  private static @Nullable JsonNode tree(@Nullable Span span) {
    return span == null ? null : treeOf(span);
  }

  /** The members of {@code object}, the last of equal names; empty for others. */
  static Map<String, JsonNode> membersOf(Span object) {
    var members = new LinkedHashMap<String, JsonNode>();
    for (var member : treeOf(object).properties()) members.put(member.getKey(), member.getValue());
    return members;
  }

  /** The elements of {@code array}; empty for others. */
  static List<JsonNode> elementsOf(Span array) {
    var tree = treeOf(array);
    return tree.isArray() ? StreamSupport.stream(tree.spliterator(), false).toList() : List.of();
  }

  static Map<String, JsonNode> trees(Map<String, Span> members) {
    var trees = new LinkedHashMap<String, JsonNode>();
    members.forEach((name, value) -> trees.put(name, treeOf(value)));
    return trees;
  }

  static List<JsonNode> trees(List<Span> elements) {
    return elements.stream().map(PlainReading::treeOf).toList();
  }

  private static JsonNode treeOf(Span span) {
    try {
      return JACKSON.readTree(span.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("a span must hold valid JSON: " + span, e);
    }
  }

  /** Whether the {@code _meta} of {@code result} says so. */
  static boolean hotplugOf(String result) {
    try {
      return JACKSON.readTree(result).path("_meta").path("hotplug").isBoolean();
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + result, e);
    }
  }
}
