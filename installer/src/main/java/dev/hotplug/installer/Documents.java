package dev.hotplug.installer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;

/**
 * Reads the structured files of a checkout. A file that is broken, or is no object at its top, is
 * not there, and the troubles of its {@link Folder} say so. Jackson's own limits on depth, numbers
 * and aliases hold.
 */
final class Documents {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final ObjectMapper LENIENT = JsonMapper.builder()
      .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
      .build();
  private static final ObjectMapper TOML = new TomlMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private Documents() {}

  /** The JSON object in {@code name}; a missing node if there is none. */
  static JsonNode json(Folder folder, String name) {
    return read(folder, name, JSON);
  }

  /** As {@link #json}, where comments and trailing commas are allowed. */
  static JsonNode jsonWithComments(Folder folder, String name) {
    return read(folder, name, LENIENT);
  }

  /** The TOML in {@code name}; a missing node if there is none. */
  static JsonNode toml(Folder folder, String name) {
    return read(folder, name, TOML);
  }

  /** The YAML mapping in {@code name}; a missing node if there is none. */
  static JsonNode yaml(Folder folder, String name) {
    return read(folder, name, YAML);
  }

  /** TOML from within another file; a missing node if it is none. */
  static JsonNode tomlText(String text) {
    return parsed(text, TOML).orElse(MissingNode.getInstance());
  }

  /** JSON from a README, where comments and trailing commas are common; missing if it is none. */
  static JsonNode sampleJson(String text) {
    return parsed(text, LENIENT).orElse(MissingNode.getInstance());
  }

  /** The text in {@code node}; empty for anything else. */
  static String string(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  private static JsonNode read(Folder folder, String name, ObjectMapper mapper) {
    var text = folder.text(name);
    if (text.isEmpty()) return MissingNode.getInstance();
    var tree = parsed(text.get(), mapper).filter(JsonNode::isObject);
    if (tree.isEmpty()) folder.trouble(name, "is broken; it is not read");
    return tree.orElse(MissingNode.getInstance());
  }

  private static Optional<JsonNode> parsed(String text, ObjectMapper mapper) {
    try {
      return Optional.of(mapper.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
