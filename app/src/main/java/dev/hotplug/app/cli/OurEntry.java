package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.serve.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Our own entry in somebody's {@code .mcp.json}: by the launcher, or where none started us, by the
 * jar.
 */
final class OurEntry {
  static final String NAME = "hotplug";

  private OurEntry() {}

  /**
   * The words that start {@code program}; empty for one that runs neither from launcher nor jar.
   */
  static Optional<List<String>> command(Program program) {
    var launcher = program.launcher();
    var jar = program.jar();
    if (launcher != null) return Optional.of(List.of(absolute(launcher)));
    if (jar == null) return Optional.empty();
    var java = Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java");
    return Optional.of(List.of(java.toString(), "-jar", absolute(jar)));
  }

  static ObjectNode of(List<String> command) {
    var entry = JsonNodeFactory.instance.objectNode().put("command", command.getFirst());
    if (command.size() > 1) {
      var args = entry.putArray("args");
      command.stream().skip(1).forEach(args::add);
    }
    return entry;
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
