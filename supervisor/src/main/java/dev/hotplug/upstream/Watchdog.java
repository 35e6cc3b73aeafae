package dev.hotplug.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of the small process that ends our servers when we are killed: a shell whose
 * stdin is a pipe that only this JVM holds. It leads a session of its own, so that what is sent to
 * ours does not reach it. Its script travels in its environment, by which it is known, too, and so
 * does what it must know at once.
 */
final class Watchdog {
  static final String SCRIPT_VARIABLE = "HOTPLUG_WATCHDOG_SCRIPT";
  private static final String KNOWN_VARIABLE = "HOTPLUG_WATCHDOG_KNOWN";

  /** What its script, and a container's client, need of our environment. */
  private static final Set<String> NAMES = Set.of("PATH", "HOME", "XDG_RUNTIME_DIR",
      Marker.VARIABLE);

  private static final List<String> PREFIXES = List.of("DOCKER_", "CONTAINER_");

  private Watchdog() {}

  /**
   * What starts one.
   *
   * @param environment our own
   * @param known what it is to know from its start, in lines as it would be told them
   */
  static ProcessBuilder command(String instance, Map<String, String> environment,
      List<String> known) {
    var command = List.of("sh", "-c", "eval \"$" + SCRIPT_VARIABLE + "\"", "hotplug-watchdog",
        instance);
    var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    var builder = new ProcessBuilder(GroupLeader.lead(command, path).command())
        .directory(Path.of("/").toFile())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    environment.forEach((name, value) -> {
      if (isPassed(name)) builder.environment().put(name, value);
    });
    builder.environment().put(SCRIPT_VARIABLE, script());
    builder.environment().put(KNOWN_VARIABLE, String.join("\n", known));
    return builder;
  }

  private static boolean isPassed(String name) {
    return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static String script() {
    try (InputStream in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
      if (in == null) throw new IllegalStateException("watchdog.sh is missing from our jar");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("watchdog.sh cannot be read from our jar", e);
    }
  }
}
