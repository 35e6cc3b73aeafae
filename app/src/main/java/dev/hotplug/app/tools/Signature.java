package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.stream.Collectors;

/** A tool in one line, and a call of it that can be copied. */
final class Signature {
  private static final int LONGEST = 240;
  private static final int LINE = 160;

  private Signature() {}

  /** For instance {@code add(a: number, b: number, note?: string)}. */
  static String of(Tool tool) {
    var parameters = tool.parameters()
        .stream()
        .map(p -> p.name() + (p.required() ? ": " : "?: ") + types(p))
        .collect(Collectors.joining(", "));
    return cut(tool.name() + "(" + parameters + ")", LONGEST);
  }

  /** The first line of its description, cut to a length that lists well. */
  static String line(Tool tool) {
    return cut(tool.description().strip().lines().findFirst().orElse("").strip(), LINE);
  }

  /** A call of it with all required arguments, as JSON. */
  static String exampleCall(String server, Tool tool) {
    var arguments = tool.parameters()
        .stream()
        .filter(Tool.Parameter::required)
        .map(p -> Span.string(p.name()) + ": " + example(tool, p))
        .collect(Collectors.joining(", "));
    return "call_dynamic_server_tool {\"server_name\": " + Span.string(server) + ", \"tool_name\": "
        + Span.string(tool.name()) + ", \"parameters\": {" + arguments + "}}";
  }

  private static String types(Tool.Parameter parameter) {
    return parameter.types().isEmpty() ? "any" : String.join("|", parameter.types());
  }

  private static String example(Tool tool, Tool.Parameter parameter) {
    var schema = tool.inputSchema().path("properties").path(parameter.name());
    for (var given : new JsonNode[]{schema.path("examples").path(0), schema.path("default"),
        schema.path("enum").path(0)}) {
      if (!given.isMissingNode()) return given.toString();
    }
    return parameter.types().stream().findFirst().map(Signature::sample).orElse("\"…\"");
  }

  private static String sample(String type) {
    return switch (type) {
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      case "array" -> "[]";
      case "object" -> "{}";
      case "null" -> "null";
      default -> "\"…\"";
    };
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
