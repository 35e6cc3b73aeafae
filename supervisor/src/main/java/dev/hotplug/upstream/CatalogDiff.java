package dev.hotplug.upstream;

import java.util.ArrayList;
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

  /** From {@code old} to {@code now}. */
  public static CatalogDiff between(ToolCatalog old, ToolCatalog now) {
    var changed = new ArrayList<Changed>();
    for (var tool : now.tools()) {
      old.find(tool.name())
          .filter(before -> !before.tree().equals(tool.tree()))
          .ifPresent(before -> changed
              .add(new Changed(tool.name(), SchemaChange.breaks(before.tree(), tool.tree()))));
    }
    return new CatalogDiff(minus(now, old), minus(old, now), changed);
  }

  private static List<String> minus(ToolCatalog these, ToolCatalog those) {
    return these.names().stream().filter(name -> those.find(name).isEmpty()).toList();
  }
}
