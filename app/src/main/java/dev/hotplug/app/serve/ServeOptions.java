package dev.hotplug.app.serve;

import dev.hotplug.app.log.Logs;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hotplug serve} was told on its command line.
 *
 * @param config the configuration file to read instead of the project's, as written; null for none
 * @param logLevel null for the default
 */
public record ServeOptions(@Nullable String config, @Nullable String logLevel) {

  /**
   * Reads the command line of a plain {@code serve} without the help of the command-line library,
   * whose loading would delay the first answer. Empty for everything else, mistakes included, which
   * that library then explains.
   */
  public static Optional<ServeOptions> quick(List<String> args) {
    String config = null;
    String logLevel = null;
    boolean isServe = true;
    for (var left = args.iterator(); left.hasNext() && isServe;) {
      var arg = left.next();
      switch (name(arg)) {
        case "serve" -> isServe = arg.equals(args.getFirst());
        case "--config" -> config = value(arg, left);
        case "--log-level" -> logLevel = value(arg, left);
        default -> isServe = false;
      }
      if (arg.startsWith("--"))
        isServe &= name(arg).equals("--config") ? config != null : isLevel(logLevel);
    }
    return isServe ? Optional.of(new ServeOptions(config, logLevel)) : Optional.empty();
  }

  private static boolean isLevel(@Nullable String text) {
    return text != null && Logs.LEVELS.contains(text);
  }

  private static String name(String arg) {
    int equals = arg.indexOf('=');
    return equals < 0 ? arg : arg.substring(0, equals);
  }

  private static @Nullable String value(String arg, Iterator<String> left) {
    int equals = arg.indexOf('=');
    if (equals >= 0) return arg.substring(equals + 1);
    return left.hasNext() ? left.next() : null;
  }
}
