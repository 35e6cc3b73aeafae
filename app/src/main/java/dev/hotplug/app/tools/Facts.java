package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Swept;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Facts about generations as several answers show them; {@code *_FIELD}s are for their schemas. */
final class Facts {
  static final String DIFF_FIELD = """
      "diff": {"type": "object", "properties": {
      "added": {"type": "array", "items": {"type": "string"}},
      "removed": {"type": "array", "items": {"type": "string"}},
      "changed": {"type": "array", "items": {"type": "object", "properties": {\
      "name": {"type": "string"}, "breaking": {"type": "boolean"}}, \
      "required": ["name", "breaking"]}}},
      "required": ["added", "removed", "changed"]}""";

  static final String TIMING_FIELD = """
      "timing_ms": {"type": "object", "properties": {"spawn": {"type": "integer"}, \
      "initialize": {"type": "integer"}, "list": {"type": "integer"}, \
      "switch": {"type": "integer"}}}""";

  static final String EXIT_FIELD = """
      "exit": {"type": "object", "properties": {"code": {"type": "integer"}, \
      "signal": {"type": "string"}}, "required": ["code"]}""";

  static final String SWEPT_FIELD = """
      "swept": {"type": "array", "items": {"type": "object", "properties": {\
      "pid": {"type": "integer"}, "command": {"type": "string"}, \
      "alive": {"type": "boolean"}}, "required": ["pid", "command"]}}""";

  private static final int MOST_SWEPT = 50;
  private static final int LONGEST_COMMAND = 300;

  private Facts() {}

  /** Writes one of a type's few values as answers do. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Puts {@code diff} in.
   *
   * @param room for the names of those added, and of those removed, in characters
   * @param mostChanged how many changed tools are named
   */
  static void putDiff(CatalogDiff diff, int room, int mostChanged, ObjectNode into) {
    var content = into.putObject("diff");
    var added = content.putArray("added");
    Excerpt.within(room, diff.added()).forEach(added::add);
    var removed = content.putArray("removed");
    Excerpt.within(room, diff.removed()).forEach(removed::add);
    var changed = content.putArray("changed");
    for (var tool : diff.changed().subList(0, Math.min(mostChanged, diff.changed().size()))) {
      changed.addObject().put("name", tool.name()).put("breaking", tool.breaking());
    }
  }

  /** Puts a generation in, or null where there is none. */
  static void putGeneration(String name, OptionalLong generation, ObjectNode into) {
    if (generation.isPresent()) into.put(name, generation.getAsLong());
    else into.putNull(name);
  }

  static void putTiming(Readiness.Timing timing, Duration switching, ObjectNode into) {
    into.putObject("timing_ms")
        .put("spawn", timing.spawn().toMillis())
        .put("initialize", timing.initialize().toMillis())
        .put("list", timing.list().toMillis())
        .put("switch", switching.toMillis());
  }

  static void putExit(Exit exit, ObjectNode into) {
    var words = into.putObject("exit").put("code", exit.code());
    exit.signal().ifPresent(signal -> words.put("signal", signal));
  }

  static void putSwept(List<Swept> swept, ObjectNode into) {
    var array = into.putArray("swept");
    for (var one : swept.subList(0, Math.min(MOST_SWEPT, swept.size()))) {
      var entry = array.addObject()
          .put("pid", one.pid())
          .put("command", Excerpt.of(one.command(), LONGEST_COMMAND));
      if (one.isAlive()) entry.put("alive", true);
    }
  }
}
