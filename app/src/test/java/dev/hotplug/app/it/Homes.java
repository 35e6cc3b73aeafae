package dev.hotplug.app.it;

import dev.hotplug.torture.Alive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * The XDG folders of one test, so that it shares nothing with the user or another test but the copy
 * of the jars. Their path is the mark by which every process of the test is found: all inherit it.
 */
final class Homes implements AutoCloseable {
  private final Path folder;

  private Homes(Path folder) {
    this.folder = folder;
  }

  static Homes create() throws IOException {
    return new Homes(Files.createTempDirectory("hotplug-it-"));
  }

  Path state() {
    return folder.resolve("state");
  }

  Map<String, String> environment() {
    return Map.of("XDG_STATE_HOME", state().toString(), "XDG_DATA_HOME",
        folder.resolve("data").toString(), "XDG_CONFIG_HOME", folder.resolve("config").toString(),
        "XDG_CACHE_HOME", Cache.FOLDER.toString());
  }

  void awaitNobody(Duration limit) {
    Alive.awaitNone(state().toString(), limit);
  }

  /** Kills who is left, and deletes the folders once nobody can write to them. */
  @Override
  public void close() {
    Alive.kill(state().toString());
    awaitNobody(Duration.ofSeconds(2));
    delete(folder);
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (NoSuchFileException _) {
      // Never made.
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder, e);
    }
  }

  /** One for all tests of this JVM: the jars are copied once. */
  private static final class Cache {
    static final Path FOLDER = create();

    private static Path create() {
      try {
        var folder = Files.createTempDirectory("hotplug-it-cache-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-cache"));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
