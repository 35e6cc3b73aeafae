package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/**
 * How a package manager is called on this machine.
 *
 * @param words the program, with what has to precede its own arguments
 */
record NodeTool(NodeManager manager, List<String> words) {
  NodeTool {
    words = List.copyOf(words);
  }

  /** The manager of {@code home}, if need be through npx; empty if neither is there. */
  static Optional<NodeTool> of(NodeHome home, Toolbox tools, Account account) {
    var manager = home.manager();
    if (tools.has(manager.program())) {
      return Optional.of(new NodeTool(manager, List.of(manager.program())));
    }
    if (!tools.has("npx")) return Optional.empty();
    var fetched = manager.npxPackage(home.version(), home.folder());
    account.warn(manager.program() + " is not installed; npx fetches " + fetched
        + " from the registry and runs it.");
    return Optional.of(new NodeTool(manager, List.of("npx", "--yes", fetched)));
  }

  /** The whole line for {@code arguments} of the manager. */
  List<String> line(List<String> arguments) {
    return Words.of(words, arguments);
  }

  /** What runs the script {@code name} of a package. */
  List<String> run(String name) {
    return Words.of(words, "run", name);
  }
}
