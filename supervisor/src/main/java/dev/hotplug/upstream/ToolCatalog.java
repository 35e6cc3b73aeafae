package dev.hotplug.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The tools of one generation, in the server's order. Each definition is checked by itself: one
 * that cannot be used is left out and named in the warnings, the others stay.
 *
 * @param warnings what was wrong, a sentence each
 */
public record ToolCatalog(List<Tool> tools, List<String> warnings) {
  public static final ToolCatalog EMPTY = new ToolCatalog(List.of(), List.of());

  public ToolCatalog {
    tools = List.copyOf(tools);
    warnings = List.copyOf(warnings);
  }

  /** Reads the definitions of all pages. */
  static ToolCatalog of(List<Span> definitions) {
    var tools = new LinkedHashMap<String, Tool>();
    var warnings = new ArrayList<String>();
    for (var definition : definitions)
      read(definition, tools, warnings);
    return new ToolCatalog(new ArrayList<>(tools.values()), warnings);
  }

  public Optional<Tool> find(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
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
      if (!tree.path("inputSchema").isObject()) {
        warnings.add("tool " + name.asText() + " has no inputSchema object");
      }
      var tool = Tool.of(name.asText(), definition, tree);
      if (tools.putIfAbsent(tool.name(), tool) != null) {
        warnings.add("tool " + tool.name() + " is listed twice; the first one is used");
      }
    } catch (JsonProcessingException e) {
      warnings.add("a tool was left out, its definition cannot be read: " + e.getOriginalMessage());
    }
  }
}
