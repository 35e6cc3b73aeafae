package dev.hotplug.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The environment variable by which a generation's processes are known, however they were started:
 * children inherit it. A Hotplug behind a Hotplug appends its own, separated by {@code ;}.
 */
record Marker(String instance, String server, long generation) {
  static final String VARIABLE = "HOTPLUG_CHILD";

  /** The value for a child, given the value this process was itself started with. */
  String appendedTo(@Nullable String inherited) {
    return inherited == null || inherited.isEmpty() ? text() : inherited + ";" + text();
  }

  /** Whether an environment value carries this marker. */
  boolean isIn(String value) {
    for (var one : value.split(";", -1)) if (one.equals(text())) return true;
    return false;
  }

  private String text() {
    var name = URLEncoder.encode(server, StandardCharsets.UTF_8);
    return instance + "/" + name + "/" + generation;
  }
}
