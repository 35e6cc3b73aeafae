package dev.hotplug.app.replay;

import dev.hotplug.spec.Replay;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which calls are repeated, and why the others are not.
 *
 * @param calls those that are
 * @param left those that are not
 */
record Choice(List<Remembered> calls, List<Outcome.Left> left) {
  private static final int MOST = 100;

  /** Whether calls of {@code tool} are remembered. */
  static boolean remembers(Replay policy, Tool tool) {
    return switch (policy) {
      case Replay.Off _ -> false;
      case Replay.Remember _, Replay.ReadOnly _ -> isReadOnly(tool);
      case Replay.All _ -> true;
      case Replay.Tools(var names) -> names.contains(tool.name()) || isReadOnly(tool);
    };
  }

  /** Whether calls are repeated though nobody asks. */
  static boolean isStanding(Replay policy) {
    return switch (policy) {
      case Replay.Off _, Replay.Remember _ -> false;
      case Replay.ReadOnly _, Replay.All _, Replay.Tools _ -> true;
    };
  }

  /** Whether a tool says of itself that it changes nothing (MCP 2025-06-18, annotations). */
  private static boolean isReadOnly(Tool tool) {
    return tool.tree().path("annotations").path("readOnlyHint").booleanValue();
  }

  /**
   * Chooses among {@code memory}.
   *
   * @param tools what the server offers by now
   */
  static Choice of(Wanted wanted, List<Remembered> memory, ToolCatalog tools, Replay policy) {
    var choice = new Choice(new ArrayList<>(), new ArrayList<>());
    for (var call : memory) {
      if (wanted instanceof Wanted.Ids(var ids) && !ids.contains(call.id())) continue;
      var reason = reason(wanted, tools.find(call.tool()), policy, choice.calls().size());
      if (reason.isEmpty()) choice.calls().add(call);
      else choice.left().add(new Outcome.Left(call.id(), call.tool(), reason.get()));
    }
    if (wanted instanceof Wanted.Ids(var ids)) choice.addUnknown(new TreeSet<>(ids), memory);
    return choice;
  }

  private static Optional<String> reason(Wanted wanted, Optional<Tool> tool, Replay policy,
      int chosen) {
    if (chosen == MOST) return Optional.of("only " + MOST + " are repeated at a time");
    // One that is gone changes nothing, and is answered with what keeps it from being called.
    var isFree = tool.isEmpty() || switch (wanted) {
      case Wanted.ReadOnly _ -> isReadOnly(tool.get());
      case Wanted.Standing _ -> remembers(policy, tool.get());
      case Wanted.Ids _ -> true;
    };
    return isFree ? Optional.empty()
        : Optional.of("its tool does not say readOnlyHint: true; name the id to repeat it");
  }

  private void addUnknown(TreeSet<Long> ids, List<Remembered> memory) {
    for (var call : memory) ids.remove(call.id());
    for (long id : ids) left.add(new Outcome.Left(id, "", "no call of that id is remembered"));
  }
}
