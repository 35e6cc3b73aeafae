package dev.hotplug.app.serve;

import dev.hotplug.app.log.Logs;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hotplug serve} was told on its command line.
 *
 * @param config the configuration file to read instead of the project's, as written; null for none
 * @param logLevel null for the default
 * @param allowLocal whether repositories of this machine may be installed from
 */
public record ServeOptions(@Nullable String config, @Nullable String logLevel, boolean allowLocal) {

  private static final String CONFIG = "--config";
  private static final String LOG_LEVEL = "--log-level";
  private static final String ALLOW_LOCAL = "--allow-local";

  /**
   * Reads the command line of a plain {@code serve} without the help of the command-line library,
   * whose loading would delay the first answer. Empty for everything else, mistakes included, which
   * that library then explains.
   */
  public static Optional<ServeOptions> quick(List<String> args) {
    boolean hasVerb = !args.isEmpty() && args.getFirst().equals("serve");
    var left = (hasVerb ? args.subList(1, args.size()) : args).iterator();
    var values = new HashMap<String, String>();
    while (left.hasNext()) {
      var arg = left.next();
      var value = arg.equals(ALLOW_LOCAL) ? "" : value(arg, left);
      if (!isUnderstood(name(arg), value) || values.put(name(arg), value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new ServeOptions(values.get(CONFIG), values.get(LOG_LEVEL),
        values.containsKey(ALLOW_LOCAL)));
  }

  private static boolean isUnderstood(String name, String value) {
    return switch (name) {
      case CONFIG -> !value.isBlank();
      case ALLOW_LOCAL -> value.isEmpty();
      case LOG_LEVEL -> Logs.LEVELS.contains(value);
      default -> false;
    };
  }

  private static String name(String arg) {
    int equals = arg.indexOf('=');
    return equals < 0 ? arg : arg.substring(0, equals);
  }

  /** What stands behind an option, empty when nothing does that can be its value. */
  private static String value(String arg, Iterator<String> left) {
    int equals = arg.indexOf('=');
    if (equals >= 0) return arg.substring(equals + 1);
    var next = left.hasNext() ? left.next() : "";
    return next.startsWith("--") ? "" : next;
  }
}
