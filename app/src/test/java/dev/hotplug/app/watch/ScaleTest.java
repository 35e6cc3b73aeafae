package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large project: 50,000 files in 2,500 folders. The long run only: it takes a while to make. */
@Tag("soak")
class ScaleTest {
  private static final int FILES = 50_000;
  private static final int PER_FOLDER = 20;
  @TempDir
  private static Path folder;

  @BeforeAll
  static void makeTheProject() throws IOException {
    for (int i = 0; i < FILES; i++) {
      var pack = folder.resolve("part" + i / 1_000).resolve("pack" + i / PER_FOLDER);
      if (i % PER_FOLDER == 0) Files.createDirectories(pack);
      Files.writeString(pack.resolve(i + ".py"), "x = " + i);
    }
  }

  @Test
  void watchingBeginsSoonAndCostsNothingWhenNothingChanges() throws Exception {
    for (int round = 0; round < 5; round++) {
      try (var watcher = new SourceWatcher()) {
        var told = new Told();

        long begin = System.nanoTime();
        watcher.watch(Roots.python(folder), told);
        var took = Duration.ofNanos(System.nanoTime() - begin);

        System.out.printf("watching %d files began in %d ms%n", FILES, took.toMillis());
        assertThat(took).isLessThan(Duration.ofMillis(300));
        if (round == 4) assertThat(cpuShareIn(told)).isLessThan(0.005);
      }
    }
  }

  @Test
  void theFirstLookAndTheNextAreQuick() {
    var digests = Digests.of(Roots.sources(Roots.python(folder)));
    long begin = System.nanoTime();
    digests.baseline(Instant.now());
    long read = System.nanoTime();
    digests.changedAnywhere();
    long again = System.nanoTime();
    System.out.printf("baseline of %d files: %d ms; looked at again: %d ms%n", FILES,
        (read - begin) / 1_000_000, (again - read) / 1_000_000);
    assertThat(digests.size()).isEqualTo(FILES);
  }

  /** The share of one core that this JVM takes while nothing is told for 10 s. */
  private static double cpuShareIn(Told told) throws InterruptedException {
    var threads = ManagementFactory.getThreadMXBean();
    long idle = Duration.ofSeconds(10).toNanos();
    long before = cpuOfWatchers(threads);
    assertThat(told.next(Duration.ofNanos(idle))).isEmpty();
    double share = (double) (cpuOfWatchers(threads) - before) / idle;
    System.out.printf("idle: %.4f of a core%n", share);
    return share;
  }

  private static long cpuOfWatchers(ThreadMXBean threads) {
    long sum = 0;
    for (var thread : threads.dumpAllThreads(false, false, 0)) {
      if (Ears.isOfAWatcher(thread.getThreadName())) {
        sum += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return sum;
  }
}
