package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.debug.Debugged;
import java.util.Optional;

/** Facts about debuggers as several answers show them. */
final class DebugFacts {
  static final String FIELD = """
      "debug": {"type": "object", "properties": {
      "type": {"enum": ["node", "python", "java"]}, "address": {"type": "string"},
      "attach": {"type": "string"}, "unattachable": {"type": "string"}},
      "required": ["type"]}""";

  private DebugFacts() {}

  /** Whether a debugger can be attached to a generation; empty where nobody asks for one. */
  static Optional<Debugged> of(Servers servers, String server, long generation) {
    return servers.bench().debugging().of(server, generation);
  }

  static void put(Debugged debugged, ObjectNode into) {
    var words = into.putObject("debug").put("type", Facts.word(debugged.type()));
    switch (debugged) {
      case Debugged.Listening listening ->
        words.put("address", listening.address()).put("attach", listening.attach());
      case Debugged.Unattachable(var _, var why) -> words.put("unattachable", why);
    }
  }

  /** What is worth a warning of it: that somebody asks for a debugger in vain. */
  static Optional<String> warning(Debugged debugged) {
    return debugged instanceof Debugged.Unattachable(var _, var why) ? Optional.of(why)
        : Optional.empty();
  }
}
