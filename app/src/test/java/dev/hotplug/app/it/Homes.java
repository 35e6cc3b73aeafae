package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The XDG folders of one test, so that it shares nothing with the user or another test but the
 * {@link SharedCache}. Their path is the mark by which every process of the test is found: all
 * inherit it.
 */
final class Homes implements AutoCloseable {
  private final Path folder;

  private Homes(Path folder) {
    this.folder = folder;
  }

  static Homes create() throws IOException {
    return new Homes(Files.createTempDirectory("hotplug-it-"));
  }

  /** All of them, which every process of the test can be known by. */
  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path state() {
    return folder.resolve("state");
  }

  Map<String, String> environment() {
    return Map.of("XDG_STATE_HOME", state().toString(), "XDG_DATA_HOME", data().toString(),
        "XDG_CONFIG_HOME", folder.resolve("config").toString(), "XDG_CACHE_HOME",
        SharedCache.FOLDER.toString(), "HOTPLUG_AOT", "use");
  }

  void awaitNobody(Duration limit) {
    Alive.awaitNone(folder.toString(), limit);
  }

  /** Kills who is left, and deletes the folders once nobody can write to them. */
  @Override
  public void close() {
    Alive.kill(folder.toString());
    awaitNobody(Duration.ofSeconds(2));
    delete(folder);
  }

  /** Waits until nobody but {@code pid} is left. */
  void awaitOnly(long pid, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    var others = others(pid);
    while (!others.isEmpty() && System.nanoTime() < end) {
      glance(others.getFirst().pid());
      others = others(pid);
    }
    assertThat(others).as("alive beside " + pid + " after " + limit).isEmpty();
  }

  private List<Alive.Found> others(long pid) {
    return Alive.with(folder.toString()).stream().filter(found -> found.pid() != pid).toList();
  }

  /** Waits a moment for one end; longer would miss that a process has become a zombie. */
  private static void glance(long pid) throws InterruptedException {
    var process = ProcessHandle.of(pid);
    if (process.isEmpty()) return;
    try {
      process.get().onExit().get(50, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // The caller looks again.
    }
  }

  static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (NoSuchFileException _) {
      // Never made.
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder, e);
    }
  }

}
