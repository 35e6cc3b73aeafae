package dev.hotplug.app.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with the schema of a tool's arguments, which nests no deeper than catalogs let. */
final class SchemaRules {
  private static final Set<String> TYPES = Set.of("array", "boolean", "integer", "null", "number",
      "object", "string");
  private static final List<String> COMBINATIONS = List.of("anyOf", "oneOf", "allOf");

  /** Keywords whose value is a schema, or a list of schemas. */
  private static final List<String> SCHEMAS = List.of("items", "prefixItems", "contains",
      "additionalProperties", "propertyNames", "anyOf", "oneOf", "allOf", "not", "if", "then",
      "else");

  /** Keywords whose value has schemas by name. */
  private static final List<String> NAMED = List.of("properties", "patternProperties", "$defs",
      "definitions", "dependentSchemas");
  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private SchemaRules() {}

  static Optional<Finding> combination(Tool tool) {
    var found = COMBINATIONS.stream().filter(tool.inputSchema()::has).toList();
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.SCHEMA_COMBINATION, tool.name(),
        "has " + String.join(", ", found) + " at the top of its inputSchema; the API of Claude "
            + "refuses all tools for it. Describe the arguments by properties."));
  }

  static Optional<Finding> propertyNames(Tool tool) {
    var bad = names(tool.inputSchema().path("properties"))
        .filter(name -> !PROPERTY.matcher(name).matches())
        .toList();
    if (bad.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.PROPERTY_NAME, tool.name(),
        "has arguments whose names are not 1 to 64 letters, digits, _, . and -: " + Words.names(bad)
            + "; the API of Claude refuses all tools for it. Rename them."));
  }

  static Optional<Finding> required(Tool tool) {
    var properties = tool.inputSchema().path("properties");
    var missing = new LinkedHashSet<String>();
    for (var name : tool.inputSchema().path("required")) {
      if (!properties.has(name.asText())) missing.add(name.asText());
    }
    if (missing.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.REQUIRED_UNKNOWN, tool.name(),
        "requires arguments that are not among its properties: " + Words.names(missing)
            + ". Describe them, or take them out of required."));
  }

  static Optional<Finding> types(Tool tool) {
    var bad = new LinkedHashSet<String>();
    collect(tool.inputSchema(), bad);
    if (bad.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.UNKNOWN_TYPE, tool.name(),
        "has types in its inputSchema that JSON Schema does not know: " + Words.names(bad)
            + "; APIs refuse them. Use one of string, number, integer, boolean, array, object, "
            + "null."));
  }

  private static void collect(JsonNode schema, Set<String> bad) {
    if (!schema.isObject()) return;
    var type = schema.path("type");
    if (type.isArray()) type.forEach(one -> check(one, bad));
    else if (!type.isMissingNode()) check(type, bad);
    for (var keyword : SCHEMAS) {
      var inner = schema.path(keyword);
      if (inner.isArray()) inner.forEach(one -> collect(one, bad));
      else collect(inner, bad);
    }
    for (var keyword : NAMED) schema.path(keyword).forEach(one -> collect(one, bad));
  }

  private static void check(JsonNode type, Set<String> bad) {
    if (!type.isTextual()) bad.add(type.toString());
    else if (!TYPES.contains(type.asText())) bad.add(type.asText());
  }

  private static Stream<String> names(JsonNode object) {
    return object.propertyStream().map(property -> property.getKey());
  }
}
