package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.wire.Span;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.util.Map;

/** What holds for every answer of Hotplug's own, checked with the validator of the official SDK. */
final class Conformance {
  /** Ends a sentence, or parts two that belong together. */
  private static final String PARTS = "(?s).+[.;,:] .+\\.(\\s.*)?\"?";

  private Conformance() {}

  /** The structured content of {@code result}, checked. */
  static JsonNode checked(MetaTools tools, String tool, Span result) {
    var tree = Catalogs.tree(result);
    var content = tree.path("structuredContent");
    assertThat(tree.path("content")).hasSize(1);
    assertThat(text(tree)).isEqualTo(content);
    boolean isError = tree.path("isError").booleanValue();
    assertThat(content.toString()).hasSizeLessThan(50_000);
    if (isError) assertThat(content.path("success").booleanValue()).isFalse();
    if (isError) isFailure(content);
    else if (!content.path("success").booleanValue()) isUndecided(content);
    conforms(schema(tools, tool), content);
    return content;
  }

  private static JsonNode text(JsonNode tree) {
    return Catalogs.tree(Span.parse(tree.at("/content/0/text").asText()).orElseThrow());
  }

  private static void isFailure(JsonNode content) {
    assertThat(content.path("error").asText()).as("what happened, and what is true now")
        .matches(PARTS);
    assertThat(content.path("status").asText()).matches("[a-z_]+");
    assertThat(content.path("next_step").asText()).as("what to do next").matches("(?s).{12,}[.}]");
  }

  private static void isUndecided(JsonNode content) {
    assertThat(content.path("status").asText()).isIn("needs_confirmation", "needs_choice",
        "declined");
    assertThat(content.path("next_step").asText()).as("what to do next").matches("(?s).{12,}[.}]");
  }

  private static void conforms(JsonNode schema, JsonNode content) {
    if (schema.isMissingNode()) return;
    var mapper = new ObjectMapper();
    Map<String, Object> read = mapper.convertValue(schema, new TypeReference<>() {});
    var response = McpJsonDefaults.getSchemaValidator().validate(read, content.toString());
    assertThat(response.errorMessage()).isNull();
    if (content.path("success").booleanValue()) {
      assertThat(content.propertyStream().map(Map.Entry::getKey))
          .isSubsetOf(schema.path("properties").propertyStream().map(Map.Entry::getKey).toList());
    }
  }

  private static JsonNode schema(MetaTools tools, String name) {
    for (var tool : Catalogs.tree(tools.list()).path("tools")) {
      if (tool.path("name").asText().equals(name)) return tool.path("outputSchema");
    }
    throw new AssertionError("no tool " + name);
  }
}
