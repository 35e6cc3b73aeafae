package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from a save until the new code answers, compared to what cannot be shorter: the
 * quiet period, and a start of the same server without Hotplug until its first answer. Both are
 * measured in turn, so that whatever else the machine does hits both. Run by {@code -Pbench}; see
 * docs/performance.md.
 */
@Tag("bench")
class SaveBenchIT {
  /** So many first rounds warm the caches of both sides and do not count. */
  private static final int WARM_UP = 3;

  /** As it is by default. */
  private static final Duration QUIET = Duration.ofMillis(100);

  @TempDir
  private Path folder;

  @Test
  void fromASaveToTheFirstAnswerOfTheNewCode() throws Exception {
    var races = new ArrayList<Race>();
    for (var sample : List.of(Sample.PYTHON, Sample.NODE, Sample.JAVA)) {
      races.add(new Race(sample, folder));
    }
    var project = Project.in(folder);
    for (var race : races) race.enter(project);
    try (var hotplug = Hotplug.on(folder)) {
      for (var race : races) hotplug.load(race.name()).assertSuccess();
      for (int round = -WARM_UP; round < Bench.ROUNDS; round++) {
        for (var race : races) race.run(hotplug, round >= 0);
      }
    }
    print(races);
  }

  private static void print(List<Race> races) {
    System.out.println("| server | | quiet period + bare start | save to answer | ratio |");
    System.out.println("|---|---|---|---|---|");
    for (var race : races) {
      for (int percentile : new int[]{50, 95}) {
        double bare = QUIET.toMillis() + race.bare.percentile(percentile);
        double saved = race.saved.percentile(percentile);
        System.out.printf("| %s | p%d | %.0f ms | %.0f ms | %.2f |%n", race.sample.language(),
            percentile, bare, saved, saved / bare);
      }
    }
    System.out.printf("%d rounds each, in turn, on %d cores%n", Bench.ROUNDS,
        Runtime.getRuntime().availableProcessors());
  }

  /** One server, started bare in one folder and edited in another. */
  private static final class Race {
    private final Sample sample;
    private final Path edited;
    private final Path apart;
    private final Times bare = new Times();
    private final Times saved = new Times();
    private int generation = 1;

    Race(Sample sample, Path folder) {
      this.sample = sample;
      edited = folder.resolve(name());
      apart = folder.resolve(name() + "-bare");
    }

    private String name() {
      return sample.language();
    }

    void enter(Project project) throws IOException {
      sample.save(edited, version());
      project.server(name(), sample.entry(edited));
    }

    /** Each side goes first in every other round. */
    void run(Hotplug hotplug, boolean counts) throws Exception {
      generation++;
      boolean isEven = generation % 2 == 0;
      if (isEven) start(counts);
      save(hotplug, counts);
      if (!isEven) start(counts);
    }

    private void start(boolean counts) throws Exception {
      sample.save(apart, version());
      long begun = System.nanoTime();
      try (var direct = Direct.to(sample.command(), apart)) {
        check(direct.callTool("version", "{}").text());
        bare.add(Figures.since(begun), counts);
      }
    }

    private void save(Hotplug hotplug, boolean counts) throws Exception {
      long begun = System.nanoTime();
      sample.save(edited, version());
      // Who waits for the news takes no time from what is measured, as one who asks all the time
      // would.
      hotplug.awaitMessage("\"" + name() + "\" was reloaded, generation " + generation + " serves");
      check(Versions.now(hotplug, name()));
      saved.add(Figures.since(begun), counts);
    }

    private String version() {
      return "v" + generation;
    }

    private void check(String answer) {
      if (!answer.equals(version())) throw new AssertionError(answer + " is not " + version());
    }
  }

  /** Confined to one thread. */
  private static final class Times {
    private final List<Duration> all = new ArrayList<>();

    void add(Duration time, boolean counts) {
      if (counts) all.add(time);
    }

    /** In milliseconds: the smallest that so many percent do not exceed. */
    double percentile(int percent) {
      var sorted = all.stream().sorted().toList();
      int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
      return sorted.get(rank - 1).toNanos() / 1e6;
    }
  }
}
