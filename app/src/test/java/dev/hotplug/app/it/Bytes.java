package dev.hotplug.app.it;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON as it stood on the line, to be compared byte for byte. Immutable. */
final class Bytes {
  static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(200_000)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .build();
  private static final JsonMapper MAPPER = new JsonMapper(FACTORY);
  private final byte[] json;

  private Bytes(byte[] json) {
    this.json = json;
  }

  static Bytes slice(byte[] line, int from, int to) {
    return new Bytes(Arrays.copyOfRange(line, from, to));
  }

  static Bytes of(byte[] json) {
    return new Bytes(json.clone());
  }

  static Bytes of(String json) {
    return new Bytes(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A text as JSON. */
  static String quote(String text) {
    try {
      return MAPPER.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode tree() {
    return tree(toString());
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  int length() {
    return json.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
