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

  /**
   * The same for servers whose detached processes are to live on: whoever sweeps looks only for the
   * other one.
   */
  static final String SPARING = "HOTPLUG_KEPT";

  /** The value for a child, given the value this process was itself started with. */
  String appendedTo(@Nullable String inherited) {
    return inherited == null || inherited.isEmpty() ? text() : inherited + ";" + text();
  }

  /** Whether an environment value carries this marker. */
  boolean isIn(String value) {
    for (var one : value.split(";", -1)) if (one.equals(text())) return true;
    return false;
  }

  /** Whether an environment value carries a marker of {@code instance}. */
  static boolean isOf(String instance, String value) {
    for (var one : value.split(";", -1)) if (one.startsWith(instance + "/")) return true;
    return false;
  }

  /** A name, as containers may have it, for one that this generation runs. */
  String containerName() {
    var plain = server.replaceAll("[^a-zA-Z0-9_.-]", "-");
    return "hotplug-" + plain + "-" + generation + "-" + instance;
  }

  private String text() {
    var name = URLEncoder.encode(server, StandardCharsets.UTF_8);
    return instance + "/" + name + "/" + generation;
  }
}
