package dev.hotplug.app.serve;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The AOT cache of classes that the launcher gave the JVM. A JVM passes over one that does not fit,
 * and only from within can it be seen whether ours did.
 */
public final class ClassCache {
  /** The launcher names the cache by it, and gives it to no JVM without one. */
  private static final String PROPERTY = "hotplug.cache";

  private ClassCache() {}

  /**
   * Leaves a mark beside a cache that the JVM refused, by which the launcher's next start has it
   * looked at and made anew. Of one that was taken, as usual, this costs nothing.
   */
  public static void markIfRefused() {
    var cache = System.getProperty(PROPERTY);
    var kind = requireNonNullElse(System.getProperty("java.vm.info"), "");
    if (cache == null || kind.contains("sharing")) return;
    try {
      Files.createFile(Path.of(cache + ".refused"));
    } catch (IOException _) {
      // It is marked already, or not ours to make anew: the start is slower, no more.
    }
  }
}
