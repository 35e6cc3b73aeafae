package dev.hotplug.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The tools of one generation, in the server's order. Each definition is checked by itself, since
 * clients take a list as a whole: one that would break it is repaired, one that cannot be used is
 * left out, both are named in the warnings; the others stay.
 *
 * @param warnings what was wrong, a sentence each
 */
public record ToolCatalog(List<Tool> tools, List<String> warnings) {
  public static final ToolCatalog EMPTY = new ToolCatalog(List.of(), List.of());

  /** Schemas are walked through recursively, on threads with small stacks. */
  private static final int DEEPEST = 200;
  private static final int MOST_WARNINGS = 50;

  /** MCP 2025-11-25 advises 128; a name is shown wherever its tool is. */
  private static final int LONGEST_NAME = 1_000;

  public ToolCatalog {
    tools = List.copyOf(tools);
    warnings = List.copyOf(warnings);
  }

  /** Reads the definitions of all pages. */
  public static ToolCatalog of(List<Span> definitions) {
    var tools = new LinkedHashMap<String, Tool>();
    var warnings = new ArrayList<String>();
    for (var definition : definitions) read(definition, tools, warnings);
    return new ToolCatalog(new ArrayList<>(tools.values()), bounded(warnings));
  }

  private static List<String> bounded(List<String> warnings) {
    if (warnings.size() <= MOST_WARNINGS) return warnings;
    var first = new ArrayList<>(warnings.subList(0, MOST_WARNINGS));
    first.add("and " + (warnings.size() - MOST_WARNINGS) + " more");
    return first;
  }

  public Optional<Tool> find(String name) {
    for (var tool : tools) if (tool.name().equals(name)) return Optional.of(tool);
    return Optional.empty();
  }

  /** Their names, in order. */
  public List<String> names() {
    return tools.stream().map(Tool::name).toList();
  }

  private static void read(Span definition, LinkedHashMap<String, Tool> tools,
      List<String> warnings) {
    try {
      var tree = definition.tree();
      var name = tree.path("name");
      if (!name.isTextual() || name.asText().isEmpty()) {
        warnings.add("a tool without a name was left out");
        return;
      }
      if (name.asText().length() > LONGEST_NAME) {
        warnings
            .add("a tool was left out, its name is longer than " + LONGEST_NAME + " characters");
        return;
      }
      if (isDeeperThan(DEEPEST, tree)) {
        warnings.add("tool " + name.asText() + " was left out, its definition nests deeper than "
            + DEEPEST + " levels");
        return;
      }
      if (tools.containsKey(name.asText())) {
        warnings.add("tool " + name.asText() + " is listed twice; the first one is used");
        return;
      }
      for (var repair : ToolRepair.repair((ObjectNode) tree)) {
        warnings.add("tool " + name.asText() + ": " + repair);
      }
      tools.put(name.asText(), Tool.of(name.asText(), definition, tree));
    } catch (JsonProcessingException e) {
      warnings.add("a tool was left out, its definition cannot be read: " + e.getOriginalMessage());
    }
  }

  private static boolean isDeeperThan(int levels, JsonNode tree) {
    if (levels == 0) return tree.isContainerNode();
    for (var inner : tree) if (isDeeperThan(levels - 1, inner)) return true;
    return false;
  }
}
