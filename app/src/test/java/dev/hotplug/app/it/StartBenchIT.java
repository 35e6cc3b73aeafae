package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to have Hotplug: its start beside that of a server that is started often, its
 * memory, a reload beside a start, and what each server behind it takes. Run by {@code -Pbench};
 * see docs/performance.md.
 */
@Tag("bench")
class StartBenchIT {
  private static final String ECHO = """
      {"name":"call_dynamic_server_tool","arguments":{"server_name":"echo",\
      "tool_name":"echo","parameters":{"text":"hello"}}}""";

  private static final double MEBIBYTE = 1 << 20;
  private final Scores scores = new Scores();

  @TempDir
  private Path folder;

  @Test
  void untilInitializeIsAnswered() throws Exception {
    var programs = Native.in(folder);
    var project = Project.in(folder);
    var node = RealServer.everything().command();
    var ratios = new ArrayList<Double>();
    var ours = new ArrayList<Double>();
    try (var homes = Homes.create()) {
      for (int round = -1; round < Bench.ROUNDS; round++) {
        double theirs = millis(initialized(programs.load(node)));
        double own = millis(
            initialized(programs.load(Bench.hotplug(project.folder()).process(homes))));
        if (round < 0) continue;
        ours.add(own);
        ratios.add(own / theirs);
      }
    }
    scores.show("initialize answered", "%.0f ms", Scores.median(ours));
    scores.atMost(0.25, "initialize answered ÷ Node server-everything's", "%.2f",
        Scores.median(ratios));
    scores.print();
    scores.assertMet();
  }

  private static Duration initialized(Load load) throws Exception {
    try (load) {
      return load.initialized();
    }
  }

  @Test
  void memory() throws Exception {
    var programs = Native.in(folder);
    var project = Project.in(folder).server("echo", Entry.of(programs.echo()));
    var first = new ArrayList<Double>();
    var later = new ArrayList<Double>();
    for (int round = 0; round < 5; round++) {
      try (var homes = Homes.create();
          var load = programs.load(Bench.hotplug(project.folder()).process(homes))) {
        var vitals = Vitals.of(load.server().pid());
        first.add(vitals.resident() / MEBIBYTE);
        load.call(10_000, 1, ECHO);
        later.add(vitals.resident() / MEBIBYTE);
      }
    }
    scores.atMost(45, "resident memory after initialize", "%.0f MB", Scores.median(first));
    scores.atMost(60, "resident memory after 10,000 calls", "%.0f MB", Scores.median(later));
    scores.print();
    scores.assertMet();
  }

  @Test
  void reloads() throws Exception {
    var project = Project.in(folder);
    var samples = List.of(Sample.PYTHON, Sample.NODE);
    for (var sample : samples) {
      sample.save(folder.resolve(sample.language()), "v0");
      project.server(sample.language(), sample.entry(folder.resolve(sample.language())));
    }
    try (var hotplug = Hotplug.on(folder)) {
      for (var sample : samples) {
        hotplug.load(sample.language()).assertSuccess();
        reload(sample, hotplug);
      }
    }
    scores.print();
    scores.assertMet();
  }

  /**
   * What goes beyond 1.1 times the bare start may be 20 ms. The answer to a reload comes only when
   * the old generation has ended, too, so it tells when the new one served.
   */
  private void reload(Sample sample, Hotplug hotplug) throws Exception {
    var bare = new ArrayList<Double>();
    var serving = new ArrayList<Double>();
    var answers = new ArrayList<Double>();
    var beyond = new ArrayList<Double>();
    for (int round = -2; round < Bench.ROUNDS; round++) {
      double start = start(sample);
      long begun = System.nanoTime();
      var reload = hotplug.reload(sample.language()).assertSuccess();
      double answered = millis(Figures.since(begun));
      double served = served(reload.field("timing_ms"));
      if (round < 0) continue;
      bare.add(start);
      serving.add(served);
      answers.add(answered);
      beyond.add(served - 1.1 * start);
    }
    scores.show(sample.language() + ", bare start to its list of tools", "%.0f ms",
        Scores.median(bare));
    scores.show(sample.language() + ", reload until the new one serves", "%.0f ms",
        Scores.median(serving));
    scores.show(sample.language() + ", reload until the old one has ended", "%.0f ms",
        Scores.median(answers));
    scores.atMost(20, sample.language() + ", reload − 1.1 × bare start", "%.0f ms",
        Scores.median(beyond));
  }

  /** In milliseconds; each part lacks less than one of them. */
  private static double served(JsonNode timing) {
    return timing.valueStream().mapToInt(JsonNode::asInt).map(millis -> millis + 1).sum();
  }

  private double start(Sample sample) throws Exception {
    long begun = System.nanoTime();
    try (var direct = Direct.to(sample.command(), folder.resolve(sample.language()))) {
      direct.request("tools/list", "{}");
      return millis(Figures.since(begun));
    }
  }

  @Test
  void eachOfFiftyServers() throws Exception {
    int servers = 50;
    var project = Project.in(folder).server("first", Entry.quick());
    for (int i = 0; i < servers; i++) project.server("s" + i, Entry.quick());
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.load("first").assertSuccess();
      var vitals = Vitals.of(hotplug.pid());
      long heap = vitals.liveHeap();
      int threads = vitals.threads().size();
      for (int i = 0; i < servers; i++) hotplug.load("s" + i).assertSuccess();
      scores.atMost(4, "50 servers: threads each", "%.2f",
          (vitals.threads().size() - threads) / (double) servers);
      scores.atMost(3, "50 servers: heap each", "%.2f MiB",
          (vitals.liveHeap() - heap) / MEBIBYTE / servers);
    }
    scores.print();
    scores.assertMet();
  }

  /** The server hears of it before it answers what is asked next, so it takes less than this. */
  @Test
  void untilACancellationIsHeard() throws Exception {
    Project.in(folder).server("t", Entry.torture());
    var times = new ArrayList<Double>();
    try (var hotplug = Hotplug.on(folder)) {
      hotplug.load("t").assertSuccess();
      for (int round = 0; round < Bench.ROUNDS; round++) {
        var name = "round " + round;
        var call = hotplug.askCall("t", "sleep", "{\"ms\": 60000, \"text\": \"" + name + "\"}");
        long begun = System.nanoTime();
        call.cancel(name);
        var heard = hotplug.text("t", "cancelled", "{}");
        times.add(millis(Figures.since(begun)));
        assertThat(heard).contains(name);
      }
    }
    scores.atMost(50, "a cancellation, heard by the server", "%.1f ms", Collections.max(times));
    scores.print();
    scores.assertMet();
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
