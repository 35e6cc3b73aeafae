package dev.hotplug.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.spec.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes one tool's definition one that every client can read: clients check a list as a whole, so
 * that a single wrong member costs them all of its tools. What is wrong is taken out or put right
 * as MCP's schema (2025-11-25, {@code Tool}) has it; everything else stays. Used once, by one
 * thread.
 */
final class ToolRepair {
  private static final String OBJECT = "{\"type\": \"object\"}";

  /** In characters, of what a server wrote and a clause repeats. */
  private static final int LONGEST_QUOTE = 60;

  private static final int MOST_CLAUSES = 5;
  private static final Set<String> TASKS = Set.of("required", "optional", "forbidden");
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final List<String> HINTS = List.of("readOnlyHint", "destructiveHint",
      "idempotentHint", "openWorldHint");

  private final ObjectNode tool;
  private final ArrayList<String> repairs = new ArrayList<>();

  /** How many more there were. */
  private int unsaid;

  private ToolRepair(ObjectNode tool) {
    this.tool = tool;
  }

  /**
   * Repairs {@code tool} in place.
   *
   * @return what was wrong and what became of it, a clause each and of many the first; empty where
   * nothing was
   */
  static List<String> repair(ObjectNode tool) {
    var repair = new ToolRepair(tool);
    repair.inputSchema();
    repair.outputSchema();
    repair.dropUnless(tool, "", "title", JsonNode::isTextual, "a string");
    repair.dropUnless(tool, "", "description", JsonNode::isTextual, "a string");
    repair.annotations();
    repair.dropUnless(tool, "", "icons", ToolRepair::areIcons, "a list of icons as MCP has them");
    repair.dropUnless(tool, "", "execution", ToolRepair::isExecution,
        "an object with a known taskSupport");
    repair.dropUnless(tool, "", "_meta", JsonNode::isObject, "an object");
    if (repair.unsaid > 0) repair.repairs.add(repair.unsaid + " more faults were put right");
    return repair.repairs;
  }

  private void inputSchema() {
    var schema = tool.path("inputSchema");
    if (schema instanceof ObjectNode object && isOfObjects(object)) {
      schema("inputSchema", object);
      return;
    }
    tool.set("inputSchema", JsonNodeFactory.instance.objectNode().put("type", "object"));
    say((schema.isMissingNode() ? "it has no inputSchema"
        : "its inputSchema is " + (schema.isObject() ? "not one of objects" : words(schema))) + "; "
        + OBJECT + " takes its place");
  }

  /** A schema of results that is wrong makes clients refuse every result; without, none is. */
  private void outputSchema() {
    if (dropUnless(tool, "", "outputSchema",
        schema -> schema instanceof ObjectNode object && isOfObjects(object),
        "a schema of objects")) {
      return;
    }
    if (tool.path("outputSchema") instanceof ObjectNode object) schema("outputSchema", object);
  }

  private static boolean isOfObjects(ObjectNode schema) {
    var type = schema.path("type");
    return type.isMissingNode() || type.isNull() || Tool.typesOf(schema).contains("object");
  }

  /** Top-level keywords alone: what stands deeper, clients hand on as it is. */
  private void schema(String name, ObjectNode schema) {
    var type = schema.path("type");
    if (!type.asText().equals("object")) {
      schema.put("type", "object");
      say("its " + name + " has "
          + (type.isMissingNode() || type.isNull() ? "no type" : "the type " + quote(type))
          + "; \"object\" takes its place");
    }
    if (!dropUnless(schema, name + ".", "properties", JsonNode::isObject, "an object")
        && schema.path("properties") instanceof ObjectNode properties) {
      properties(name, properties);
    }
    dropUnless(schema, name + ".", "required", ToolRepair::areTexts, "a list of strings");
  }

  /** JSON Schema has true and false, too, but clients expect objects. */
  private void properties(String name, ObjectNode properties) {
    for (var property : properties.properties()) {
      if (property.getValue().isObject()) continue;
      boolean isFalse = property.getValue().isBoolean() && !property.getValue().asBoolean();
      say("its " + name + ".properties." + Cut.of(property.getKey(), LONGEST_QUOTE) + " is "
          + words(property.getValue()) + "; " + (isFalse ? "{\"not\": {}}" : "{}")
          + " takes its place");
      var schema = JsonNodeFactory.instance.objectNode();
      if (isFalse) schema.putObject("not");
      property.setValue(schema);
    }
  }

  private void annotations() {
    if (dropUnless(tool, "", "annotations", JsonNode::isObject, "an object")) return;
    if (!(tool.path("annotations") instanceof ObjectNode annotations)) return;
    dropUnless(annotations, "annotations.", "title", JsonNode::isTextual, "a string");
    for (var hint : HINTS) {
      dropUnless(annotations, "annotations.", hint, JsonNode::isBoolean, "true or false");
    }
  }

  private void say(String clause) {
    if (repairs.size() < MOST_CLAUSES) repairs.add(clause);
    else unsaid++;
  }

  /** Whether it had to be taken out. */
  private boolean dropUnless(ObjectNode object, String where, String member,
      Predicate<JsonNode> isRight, String must) {
    var value = object.path(member);
    if (value.isMissingNode() || isRight.test(value)) return false;
    object.remove(member);
    say("its " + where + member + " is " + words(value) + " and not " + must
        + "; it was taken out");
    return true;
  }

  private static boolean areTexts(JsonNode value) {
    return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
  }

  private static boolean areIcons(JsonNode value) {
    return value.isArray() && value.valueStream().allMatch(ToolRepair::isIcon);
  }

  private static boolean isIcon(JsonNode icon) {
    var theme = icon.path("theme");
    return icon.path("src").isTextual() && isAbsentOr(JsonNode::isTextual, icon.path("mimeType"))
        && isAbsentOr(ToolRepair::areTexts, icon.path("sizes"))
        && (theme.isMissingNode() || THEMES.contains(theme.asText()));
  }

  private static boolean isAbsentOr(Predicate<JsonNode> isRight, JsonNode value) {
    return value.isMissingNode() || isRight.test(value);
  }

  private static boolean isExecution(JsonNode value) {
    var tasks = value.path("taskSupport");
    return value.isObject() && (tasks.isMissingNode() || TASKS.contains(tasks.asText()));
  }

  private static String quote(JsonNode value) {
    return Cut.of(value.toString(), LONGEST_QUOTE);
  }

  private static String words(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case BOOLEAN, NUMBER -> quote(value);
      case STRING -> "a string";
      case ARRAY -> "a list";
      case OBJECT, POJO, BINARY, MISSING -> "an object";
    };
  }
}
