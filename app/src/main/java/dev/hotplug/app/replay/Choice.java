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
    return remembers(policy, tool.name(), isReadOnly(tool));
  }

  private static boolean remembers(Replay policy, String tool, boolean isReadOnly) {
    return switch (policy) {
      case Replay.Off _ -> false;
      case Replay.Remember _, Replay.ReadOnly _ -> isReadOnly;
      case Replay.All _ -> true;
      case Replay.Tools(var names) -> names.contains(tool) || isReadOnly;
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
  static boolean isReadOnly(Tool tool) {
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
      var reason = reason(wanted, call, tools.find(call.tool()), policy, choice.calls().size());
      if (reason.isEmpty()) choice.calls().add(call);
      else choice.left().add(new Outcome.Left(call.id(), call.tool(), reason.get()));
    }
    if (wanted instanceof Wanted.Ids(var ids)) choice.addUnknown(new TreeSet<>(ids), memory);
    return choice;
  }

  private static Optional<String> reason(Wanted wanted, Remembered call, Optional<Tool> tool,
      Replay policy, int chosen) {
    if (chosen == MOST) return Optional.of("only " + MOST + " are repeated at a time");
    // A server may still know a tool that it lists no more.
    boolean isReadOnly = tool.map(Choice::isReadOnly).orElse(call.isReadOnly());
    boolean isFree = switch (wanted) {
      case Wanted.ReadOnly _ -> isReadOnly;
      case Wanted.Standing _ -> remembers(policy, call.tool(), isReadOnly);
      case Wanted.Ids _ -> true;
    };
    return isFree ? Optional.empty()
        : Optional.of("its tool does not say readOnlyHint: true; name the id to repeat it");
  }

  /** What comes of it where none can be made. */
  Outcome leavingAll(String reason) {
    var all = new ArrayList<>(left);
    for (var call : calls) all.add(new Outcome.Left(call.id(), call.tool(), reason));
    return new Outcome(List.of(), all);
  }

  private void addUnknown(TreeSet<Long> ids, List<Remembered> memory) {
    for (var call : memory) ids.remove(call.id());
    for (long id : ids) left.add(new Outcome.Left(id, "", "no call of that id is remembered"));
  }
}
