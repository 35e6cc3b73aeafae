package dev.hotplug.upstream;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern TEXT = Pattern.compile("([^/]+)/([^/]+)/(\\d{1,18})");

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

  /** The innermost marker of an environment value: whoever started the process last. */
  static Optional<Marker> last(String value) {
    return Arrays.asList(value.split(";", -1))
        .reversed()
        .stream()
        .map(TEXT::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(Marker::of);
  }

  private static Marker of(MatchResult text) {
    var server = URLDecoder.decode(requireNonNull(text.group(2)), StandardCharsets.UTF_8);
    return new Marker(requireNonNull(text.group(1)), server,
        Long.parseLong(requireNonNull(text.group(3))));
  }

  /** What no other generation of any instance has, in letters, digits and {@code /.-_*+%}. */
  String text() {
    var name = URLEncoder.encode(server, StandardCharsets.UTF_8);
    return instance + "/" + name + "/" + generation;
  }
}
