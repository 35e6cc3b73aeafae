package dev.hotplug.app.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Tools as servers list them, made from their schemas. */
public final class Catalogs {
  private Catalogs() {}

  /** A tool that only reads; {@code schema} is that of its arguments. */
  public static Tool tool(String name, String description, String schema) {
    return tool(name, description, schema, "{\"readOnlyHint\":true}");
  }

  /** A tool; {@code schema} is that of its arguments. */
  public static Tool tool(String name, String description, String schema, String annotations) {
    var definition = Span
        .of("{\"name\":" + Span.string(name) + ",\"description\":" + Span.string(description)
            + ",\"inputSchema\":" + schema + ",\"annotations\":" + annotations + "}");
    var tree = tree(definition);
    return new Tool(name, description, definition, tree, parameters(tree.path("inputSchema")));
  }

  /** A tool whose arguments are {@code properties}, those in {@code required} required. */
  static Tool taking(String name, String properties, String... required) {
    var names = List.of(required).stream().map(r -> Span.string(r).toString()).toList();
    return tool(name, "", "{\"type\":\"object\",\"properties\":" + properties + ",\"required\":["
        + String.join(",", names) + "]}");
  }

  /** A tool that takes anything and says that it only reads. */
  static Tool reading(String name) {
    return tool(name, "", "{\"type\":\"object\"}");
  }

  /** A tool that takes anything and says that it may change something. */
  static Tool writing(String name) {
    return tool(name, "", "{\"type\":\"object\"}", "{\"readOnlyHint\":false}");
  }

  /** A catalog of {@code tools}. */
  public static ToolCatalog of(Tool... tools) {
    return new ToolCatalog(List.of(tools), List.of());
  }

  static JsonNode tree(Span json) {
    try {
      return json.tree();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Tool.Parameter> parameters(JsonNode schema) {
    var required = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return schema.path("properties")
        .properties()
        .stream()
        .map(property -> new Tool.Parameter(property.getKey(), types(property.getValue()),
            required.contains(property.getKey())))
        .toList();
  }

  private static Set<String> types(JsonNode schema) {
    var types = new LinkedHashSet<String>();
    if (schema.path("type").isTextual()) types.add(schema.path("type").asText());
    schema.path("type").forEach(type -> types.add(type.asText()));
    StreamSupport.stream(schema.path("anyOf").spliterator(), false)
        .forEach(one -> types.addAll(types(one)));
    return types;
  }
}
