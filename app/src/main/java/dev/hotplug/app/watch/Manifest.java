package dev.hotplug.app.watch;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A package.json or tsconfig.json, as far as it can be read: whoever edits it may not be done.
 *
 * @param json a missing node where there is no such file or it is broken
 */
record Manifest(JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
      .build();
  /** Nobody writes a larger one by hand. */
  private static final long MOST_BYTES = 1 << 20;

  static Manifest read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) return nothing();
      return new Manifest(MAPPER.readTree(Files.readAllBytes(file)));
    } catch (IOException _) {
      return nothing();
    }
  }

  private static Manifest nothing() {
    return new Manifest(MissingNode.getInstance());
  }

  /** The text at a JSON pointer. */
  Optional<String> text(String pointer) {
    var node = json.at(pointer);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** What a script of that name runs. */
  Optional<String> script(String name) {
    var node = json.path("scripts").path(name);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }
}
