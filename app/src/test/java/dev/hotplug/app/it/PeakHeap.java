package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How far the heap of a Hotplug grows at most while something goes on, garbage included: it only
 * grows between two collections, and each writes how much it found. Works on one thing at a time.
 */
record PeakHeap(Path log) {
  private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->(\\d+)M\\(\\d+M\\)");

  /** What may cost memory. */
  interface Work {
    void run() throws Exception;
  }

  static PeakHeap in(Path folder) {
    return new PeakHeap(folder.resolve("gc.log"));
  }

  /** Has the collections of a Hotplug written down. */
  Hotplug.Builder watch(Hotplug.Builder hotplug) {
    return hotplug.environment("HOTPLUG_JAVA_OPTS", "-Xlog:gc:file=" + log);
  }

  /** Does the work, prints by how much the heap grew, and fails when that is more than this. */
  void assertGrowth(Hotplug hotplug, String what, int mostBytes, Work work) throws Exception {
    var before = collected(hotplug);

    work.run();

    var all = collected(hotplug);
    long peak = all.stream()
        .skip(before.size())
        .mapToLong(each -> megabytes(each, 1))
        .max()
        .orElseThrow();
    long growth = peak - megabytes(before.getLast(), 2);
    System.out.printf("P12: %s: the heap grew by %d MiB at most%n", what, growth);
    assertThat(growth << 20).as(what).isLessThanOrEqualTo(mostBytes);
  }

  private static long megabytes(MatchResult collection, int group) {
    return Long.parseLong(requireNonNull(collection.group(group)));
  }

  /** All collections so far, the last of which is of now. */
  private List<MatchResult> collected(Hotplug hotplug) throws IOException, InterruptedException {
    Vitals.of(hotplug.pid()).collectGarbage();
    return COLLECTION.matcher(Files.readString(log)).results().toList();
  }
}
