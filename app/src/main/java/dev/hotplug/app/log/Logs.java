package dev.hotplug.app.log;

import dev.hotplug.upstream.StderrTail;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the logging backend is to do when it loads, which is later than {@code initialize} is
 * answered. The backend makes its own configurator, so this is where it finds its settings; set
 * once, by {@code Main}, before anything is logged.
 */
public final class Logs {
  /** What {@code --log-level} and {@code HOTPLUG_LOG} take. */
  public static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace", "off");

  private static final StderrTail RECENT = new StderrTail(InstantSource.system());
  private static volatile String level = "info";
  private static volatile @Nullable Path file;

  private static volatile Runnable closing = () -> {};

  private Logs() {}

  /** Writes what is logged and not yet written, for a moment at most; then nothing more. */
  public static void close() {
    closing.run();
  }

  static void whenClosed(Runnable task) {
    closing = task;
  }

  /**
   * Says what to log and where.
   *
   * @param newLevel one of {@link #LEVELS}
   * @param newFile the log file beside stderr; null for none
   */
  public static void configure(String newLevel, @Nullable Path newFile) {
    level = newLevel.toLowerCase(Locale.ROOT);
    file = newFile;
  }

  /** The last of what was logged, to be shown. */
  public static StderrTail recent() {
    return RECENT;
  }

  static String level() {
    return level;
  }

  static Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
