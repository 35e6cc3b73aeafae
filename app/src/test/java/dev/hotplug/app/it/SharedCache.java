package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The one {@code XDG_CACHE_HOME} of all tests: the jars are copied once, and one AOT cache is made
 * of them, by which hundreds of starts are quicker. It stays with what was built, where that is
 * told.
 */
final class SharedCache {
  static final Path FOLDER = create();

  private SharedCache() {}

  /** The AOT cache, beside the jars that it was made of. */
  static Path aot() throws IOException {
    var name = Launcher.distribution().resolveSibling("lib.sum");
    var copy = FOLDER.resolve("hotplug").resolve(Files.readString(name).strip());
    try (var files = Files.list(copy)) {
      return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
    }
  }

  private static Path create() {
    try {
      var folder = folder();
      train(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the AOT cache was made");
    }
  }

  private static Path folder() throws IOException {
    var told = System.getProperty("hotplug.cache");
    if (told != null) return Files.createDirectories(Path.of(told));
    var folder = Files.createTempDirectory("hotplug-it-cache-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Homes.delete(folder), "delete-cache"));
    return folder;
  }

  /** What comes of it {@link AotCacheIT} looks at; the others run without it as well. */
  private static void train(Path folder) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(Launcher.command("_train")).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("HOTPLUG_"));
    builder.environment().put("HOTPLUG_JAVA_HOME", requireNonNull(System.getProperty("java.home")));
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    var process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) process.destroy();
  }
}
