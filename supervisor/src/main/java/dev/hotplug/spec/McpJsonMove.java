package dev.hotplug.spec;

import java.util.List;
import java.util.Optional;

/**
 * Moves servers of one text from one list to the other.
 *
 * @param names one after the other; those that are not there are passed over
 */
record McpJsonMove(List<String> names, ServerList from, ServerList to) {
  McpJsonMove {
    names = List.copyOf(names);
  }

  /**
   * The edit that moves them to the end of the other list.
   *
   * @param formers texts that this one may have been made of by moving servers, the newest first;
   *   the one that this takes back to is given back as it was
   */
  Edit edit(String text, List<String> formers) {
    var moved = edit(text);
    if (!(moved instanceof Edit.Change change)) return moved;
    return formers.stream()
        .filter(former -> isMadeOf(former, text))
        .findFirst()
        .or(() -> new MoveHistory(formers).like(change.after(), text))
        .<Edit>map(former -> new Edit.Moved(text, former))
        .orElse(moved);
  }

  private boolean isMadeOf(String former, String text) {
    var there = names.stream().filter(name -> isIn(from, name, text)).toList();
    return there.stream().allMatch(name -> isIn(to, name, former))
        && new McpJsonMove(there, to, from).edit(former) instanceof Edit.Moved(var _, var after)
        && after.equals(text);
  }

  private static boolean isIn(ServerList list, String name, String text) {
    return McpJsonEdit.member(text, list, name).isPresent();
  }

  /** The same without any memory. */
  Edit edit(String text) {
    var damage = McpJsonEdit.fault(text, from);
    if (damage.isPresent()) return damage.get();
    var now = text;
    for (var name : names) {
      var fault = fault(text, name);
      if (fault.isPresent()) return fault.get();
      if (move(now, name) instanceof Edit.Change change) now = change.after();
    }
    return now.equals(text) ? new Edit.Unchanged(text) : new Edit.Moved(text, now);
  }

  /** What keeps a server from being moved, with its place in the text as it is. */
  private Optional<Edit> fault(String text, String name) {
    if (McpJsonEdit.remove(text, from, name) instanceof Edit.Refused refused) {
      return Optional.of(refused);
    }
    var entry = McpJsonEdit.member(text, from, name);
    var other = McpJsonEdit.member(text, to, name);
    if (entry.isPresent() && !(entry.get().value() instanceof Json.Obj)) {
      return Optional.of(Splicing.refused(text, entry.get().value().place().start(),
          "a server must be an object, but is " + entry.get().value().words(), "Correct it."));
    }
    if (entry.isPresent() && other.isPresent()) {
      return Optional.of(Splicing.refused(text, other.get().namePlace().start(),
          Quote.of(name) + " is in " + from + " and in " + to, "Delete one, or rename it."));
    }
    return entry.isEmpty() ? Optional.empty()
        : Optional.of(McpJsonEdit.put(text, to, name, "{}")).filter(Edit.Refused.class::isInstance);
  }

  private Edit move(String text, String name) {
    var entry = McpJsonEdit.entry(text, from, name);
    if (entry.isEmpty()) return new Edit.Unchanged(text);
    // Put first: what is left of the list may no longer show how the file is laid out.
    return McpJsonEdit.put(text, to, name, entry.get()) instanceof Edit.Change change
        ? McpJsonEdit.remove(change.after(), from, name)
        : new Edit.Unchanged(text);
  }
}
