package dev.hotplug.upstream;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What changed between the tools of two generations, names in the order of their catalogs.
 */
public record CatalogDiff(List<String> added, List<String> removed, List<Changed> changed) {

  /**
   * A tool whose definition is another one now.
   *
   * @param breaking whether a call that was right before may be wrong now, or its result lacks what
   *   it had
   */
  public record Changed(String name, boolean breaking) {}

  public CatalogDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /** From {@code old} to {@code now}. */
  public static CatalogDiff between(ToolCatalog old, ToolCatalog now) {
    var before = old.tools().stream().collect(toMap(Tool::name, Tool::tree, (first, _) -> first));
    var changed = new ArrayList<Changed>();
    for (var tool : now.tools()) {
      var tree = before.get(tool.name());
      if (tree != null && !tree.equals(tool.tree()))
        changed.add(new Changed(tool.name(), SchemaChange.breaks(tree, tool.tree())));
    }
    return new CatalogDiff(minus(now, old), minus(old, now), changed);
  }

  private static List<String> minus(ToolCatalog these, ToolCatalog those) {
    var known = new HashSet<>(those.names());
    return these.names().stream().filter(name -> !known.contains(name)).toList();
  }
}
