package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.stream.Collectors;

/** A tool in one line, and a call of it that can be copied. */
public final class Signature {
  private static final int LONGEST = 240;
  private static final int LINE = 160;
  private static final int LONGEST_EXAMPLE = 200;

  private Signature() {}

  /** For instance {@code add(a: number, b: number, note?: string)}. */
  public static String of(Tool tool) {
    var parameters = tool.parameters()
        .stream()
        .map(p -> p.name() + (p.required() ? ": " : "?: ") + types(p))
        .collect(Collectors.joining(", "));
    return Excerpt.of(tool.name() + "(" + parameters + ")", LONGEST);
  }

  /** The first line of its description, cut to a length that lists well. */
  public static String line(Tool tool) {
    return Excerpt.of(tool.description().strip().lines().findFirst().orElse("").strip(), LINE);
  }

  /** A call of it with all required arguments, as JSON. */
  static String exampleCall(String server, Tool tool) {
    return Example.call(server, tool.name(), exampleArguments(tool));
  }

  /** All its required arguments, as a JSON object on one line. */
  public static String exampleArguments(Tool tool) {
    return tool.parameters()
        .stream()
        .filter(Tool.Parameter::required)
        .map(p -> Span.string(p.name()) + ": " + example(tool, p))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String types(Tool.Parameter parameter) {
    return parameter.types().isEmpty() ? "any" : String.join("|", parameter.types());
  }

  /** What the schema itself gives as a value, else a value of the right type. */
  private static String example(Tool tool, Tool.Parameter parameter) {
    var schema = tool.inputSchema().path("properties").path(parameter.name());
    return given(schema).stream()
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .map(JsonNode::toString)
        .filter(value -> value.length() <= LONGEST_EXAMPLE)
        .findFirst()
        .orElseGet(() -> sample(parameter));
  }

  private static List<JsonNode> given(JsonNode schema) {
    return List.of(schema.path("const"), schema.path("examples").path(0), schema.path("default"),
        schema.path("enum").path(0));
  }

  private static String sample(Tool.Parameter parameter) {
    return parameter.types()
        .stream()
        .filter(type -> !type.equals("null"))
        .findFirst()
        .map(Signature::sample)
        .orElse(parameter.excludes("string") ? "null" : "\"…\"");
  }

  private static String sample(String type) {
    return switch (type) {
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      case "array" -> "[]";
      case "object" -> "{}";
      default -> "\"…\"";
    };
  }
}
