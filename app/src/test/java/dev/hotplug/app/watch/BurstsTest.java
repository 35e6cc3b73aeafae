package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watcher, quiet period and digests together, as a server's loop uses them. */
class BurstsTest {
  private static final int FILES = 300;
  /** The long run has the machine for itself. */
  private static final Duration LIMIT = Duration.ofSeconds(Soak.isOn() ? 3 : 20);
  @TempDir
  private Path folder;

  /** Each switch writes, deletes and makes folders. */
  @Test
  void theLastStateIsSeenAfterEveryCheckout() throws Exception {
    makeTwoBranches();
    try (var watcher = new SourceWatcher(); var loop = new Loop(watcher, Roots.python(folder))) {
      for (int round = 0; round < Soak.rounds(10, 50); round++) {
        Ran.in(folder, "git", "checkout", "-q", round % 2 == 0 ? "one" : "two");

        loop.untilSeen(content());
      }
    }
  }

  @Test
  void aStormOfTenThousandFilesIsSeenWhole() throws Exception {
    try (var watcher = new SourceWatcher(); var loop = new Loop(watcher, Roots.python(folder))) {
      for (int i = 0; i < 10_000; i++) {
        Files.writeString(folder.resolve(i + ".py"), "x");
      }

      loop.untilSeen(content());
    }
  }

  private void makeTwoBranches() throws Exception {
    git("init", "-q", "-b", "one");
    write("one", 0);
    commit();
    git("checkout", "-q", "-b", "two");
    Ran.in(folder, "git", "rm", "-q", "-r", ".");
    write("two", FILES / 2);
    commit();
  }

  private void write(String word, int from) throws IOException {
    for (int i = from; i < from + FILES; i++) {
      var below = Files.createDirectories(folder.resolve("pack" + i / 10 + "/deep" + i % 3));
      Files.writeString(below.resolve(i + ".py"), word + i);
    }
  }

  private void commit() throws Exception {
    git("add", ".");
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x");
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Ran.in(folder, command.toArray(String[]::new));
  }

  private Map<Path, String> content() throws IOException {
    var content = new TreeMap<Path, String>();
    SourceTree.walk(folder, Roots.python(folder).selection(),
        file -> content.put(file, Files.readString(file)));
    return content;
  }

  /** What a server does with what it is told, without the server. */
  private static final class Loop implements AutoCloseable {
    private final Told told = new Told();
    private final Digests digests;
    private final Observation observation;
    private final Map<Path, String> seen = new TreeMap<>();

    Loop(SourceWatcher watcher, Root root) throws IOException {
      observation = watcher.watch(root, told);
      digests = Digests.of(Roots.sources(root));
      see(digests.baseline(Instant.EPOCH));
    }

    /** Waits, burst by burst, until nothing differs from {@code last}, of which all was told. */
    void untilSeen(Map<Path, String> last) throws Exception {
      assertThat(seen).isNotEqualTo(last);
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!seen.equals(last)) {
        see(burst(end));
        assertThat(System.nanoTime() - end).as("ns too late").isNegative();
      }
    }

    private void see(List<Path> changed) throws IOException {
      for (var file : changed) {
        seen.remove(file);
        if (Files.exists(file)) seen.put(file, Files.readString(file));
      }
    }

    private List<Path> burst(long end) throws InterruptedException {
      var quiet = new QuietPeriod(Duration.ofMillis(100), Duration.ofSeconds(2));
      var touched = new HashSet<Path>();
      while (true) {
        long due = quiet.due().orElse(end);
        var next = told.next(Duration.ofNanos(due - System.nanoTime()));
        if (next.isEmpty()) break;
        touched.add(next.get());
        quiet.changed(System.nanoTime());
      }
      return touched.contains(Told.ANYTHING) ? digests.changedAnywhere() : digests.changed(touched);
    }

    @Override
    public void close() {
      observation.close();
    }
  }
}
