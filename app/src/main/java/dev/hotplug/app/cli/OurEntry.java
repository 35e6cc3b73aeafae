package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** Our own entry in somebody's {@code .mcp.json}. */
final class OurEntry {
  static final String NAME = "hotplug";

  private OurEntry() {}

  static ObjectNode of(Path launcher) {
    return JsonNodeFactory.instance.objectNode()
        .put("command", launcher.toAbsolutePath().toString());
  }
}
