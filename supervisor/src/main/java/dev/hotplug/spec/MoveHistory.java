package dev.hotplug.spec;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file held before each time that servers were moved in it: where nobody did anything else
 * to it, servers that come back in any order find the place that they had.
 *
 * @param formers the newest first; texts of other origin do no harm
 */
record MoveHistory(List<String> formers) {
  MoveHistory {
    formers = List.copyOf(formers);
  }

  /**
   * The newest former that lists the same servers in the same lists as {@code wanted}, if moving
   * servers, and nothing else, led from it to {@code text}.
   */
  Optional<String> like(String wanted, String text) {
    var alike = formers.stream().filter(former -> isAlike(former, wanted)).toList();
    if (alike.isEmpty()) return Optional.empty();
    var ancestors = ancestors(text);
    return alike.stream().filter(ancestors::contains).findFirst();
  }

  private Set<String> ancestors(String text) {
    var found = new LinkedHashSet<>(List.of(text));
    var open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      var at = open.remove();
      for (var former : formers) {
        if (!found.contains(former) && isMoved(former, at)) {
          found.add(former);
          open.add(former);
        }
      }
    }
    return found;
  }

  private static boolean isMoved(String before, String after) {
    return isMoved(before, after, ServerList.MCP_SERVERS, ServerList.HOTPLUG_SERVERS)
        || isMoved(before, after, ServerList.HOTPLUG_SERVERS, ServerList.MCP_SERVERS);
  }

  private static boolean isMoved(String before, String after, ServerList from, ServerList to) {
    var names = without(McpJsonEdit.names(after, to), McpJsonEdit.names(before, to));
    return new McpJsonMove(names, from, to).edit(before) instanceof Edit.Moved(var _, var moved)
        && moved.equals(after);
  }

  private static List<String> without(List<String> names, Collection<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }

  private static boolean isAlike(String one, String other) {
    return isAlike(one, other, ServerList.MCP_SERVERS)
        && isAlike(one, other, ServerList.HOTPLUG_SERVERS);
  }

  private static boolean isAlike(String one, String other, ServerList list) {
    return Set.copyOf(McpJsonEdit.names(one, list))
        .equals(Set.copyOf(McpJsonEdit.names(other, list)));
  }
}
