package dev.hotplug.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One tool of a server, as its {@code tools/list} describes it.
 *
 * @param description empty where the server gives none
 * @param definition the server's own words, all of them
 * @param tree the same, read, and repaired where clients would stumble over it
 * @param parameters its arguments in the order of the schema
 */
public record Tool(String name, String description, Span definition, JsonNode tree,
    List<Parameter> parameters) {
  public Tool {
    parameters = List.copyOf(parameters);
  }

  static Tool of(String name, Span definition, JsonNode tree) {
    var description = tree.path("description");
    var said = description.isTextual() ? description.asText() : "";
    return new Tool(name, said, definition, tree, parametersOf(tree.path("inputSchema")));
  }

  /**
   * One argument of a tool.
   *
   * @param types the JSON Schema types it may have; empty where the schema does not say
   */
  public record Parameter(String name, Set<String> types, boolean required) {

    /** Whether the schema rules out that this argument is of {@code type}. */
    public boolean excludes(String type) {
      return !types.isEmpty() && !types.contains(type);
    }
  }

  /** The JSON Schema of its arguments; missing where the server gives none. */
  public JsonNode inputSchema() {
    return tree.path("inputSchema");
  }

  private static List<Parameter> parametersOf(JsonNode schema) {
    var required = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var parameters = new ArrayList<Parameter>();
    schema.path("properties")
        .properties()
        .forEach(property -> parameters.add(new Parameter(property.getKey(),
            typesOf(property.getValue()), required.contains(property.getKey()))));
    return parameters;
  }

  /** The types a schema allows, from {@code type}, {@code anyOf}, {@code oneOf} or {@code enum}. */
  static Set<String> typesOf(JsonNode schema) {
    var types = new LinkedHashSet<String>();
    var type = schema.path("type");
    if (type.isTextual()) types.add(type.asText());
    type.forEach(one -> types.add(one.asText()));
    if (!types.isEmpty()) return types;
    for (var choices : List.of(schema.path("anyOf"), schema.path("oneOf"))) {
      for (var choice : choices) {
        var chosen = typesOf(choice);
        if (chosen.isEmpty()) return Set.of();
        types.addAll(chosen);
      }
    }
    if (types.isEmpty()) schema.path("enum").forEach(value -> types.add(typeOf(value)));
    return types;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case NULL -> "null";
      case OBJECT, POJO, BINARY, MISSING -> "object";
    };
  }
}
