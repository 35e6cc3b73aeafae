package dev.hotplug.app.it;

import static dev.hotplug.app.it.Load.Round.micros;

import dev.hotplug.app.it.Ways.Calls;
import dev.hotplug.app.it.Ways.Way;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Hotplug adds to a call: the same calls of the same server, made directly, through a proxy
 * that only copies bytes, and through Hotplug, in turn. Figures are medians over the rounds, ratios
 * and differences those within one round. Nothing is asserted: what others do on the same cores
 * changes even the ratios, since there are three processes on one way and two on the other; whoever
 * reads the table sees by the proxy how much of it that is. Run by {@code -Pbench}; see
 * docs/performance.md.
 */
@Tag("bench")
class CallBenchIT {
  private static final String TEXT = "{\"text\":\"hello\"}";
  private static final String TEN_MEGABYTES = "{\"size\":10485760}";

  /** A JVM needs so many until it has compiled what it runs. */
  private static final Calls WARM_UP = new Calls(50_000, 64, "echo", TEXT);

  private final Scores scores = new Scores();

  @TempDir
  private Path folder;

  @Test
  void ofAServerInC() throws Exception {
    var programs = Native.in(folder);
    try (var ways = Ways.to(programs.echo(), programs, folder, WARM_UP)) {
      oneCaller(ways);
      manyCallers(ways);
      longResult(ways);
    }
    scores.print();
  }

  @Test
  void ofAServerInPython() throws Exception {
    var programs = Native.in(folder);
    var server = List.of("python3", Edited.in(folder, "python").file().toString());
    try (var ways = Ways.to(server, programs, folder, new Calls(20_000, 64, "version", "{}"))) {
      var race = ways.race(new Calls(5_000, 64, "version", "{}"), Bench.ROUNDS);
      scores.show("64 in flight, Python, relay: calls per second ÷ direct", "%.2f",
          race.median(Way.RELAYED, CallBenchIT::speed));
      scores.atLeast(0.8, "64 in flight, Python: calls per second ÷ direct", "%.2f",
          race.median(Way.HOTPLUG, CallBenchIT::speed));
    }
    scores.print();
  }

  private void oneCaller(Ways ways) throws Exception {
    var race = ways.race(new Calls(2_000, 1, "echo", TEXT), Bench.ROUNDS);
    scores.show("one caller, direct: p50", "%.1f µs",
        race.median(Way.DIRECT, (round, _) -> micros(round.p50())));
    scores.show("one caller, direct: p99", "%.1f µs",
        race.median(Way.DIRECT, (round, _) -> micros(round.p99())));
    scores.show("one caller, relay: added p50", "%.1f µs",
        race.median(Way.RELAYED, CallBenchIT::addedToMedian));
    scores.show("one caller, relay: added p99", "%.1f µs",
        race.median(Way.RELAYED, CallBenchIT::addedToTail));
    scores.atMost(20, "one caller: added p50", "%.1f µs",
        race.median(Way.HOTPLUG, CallBenchIT::addedToMedian));
    scores.atMost(100, "one caller: added p99", "%.1f µs",
        race.median(Way.HOTPLUG, CallBenchIT::addedToTail));
  }

  private void manyCallers(Ways ways) throws Exception {
    var calls = new Calls(20_000, 64, "echo", TEXT);
    long before = ways.work().toNanos();
    var race = ways.race(calls, Bench.ROUNDS);
    double work = (ways.work().toNanos() - before) / 1e3 / calls.count() / Bench.ROUNDS;
    scores.show("64 in flight, C, direct: time per call", "%.2f µs",
        race.median(Way.DIRECT, (round, _) -> round.microsEach()));
    scores.show("64 in flight, C, direct: the client itself at work", "%.2f of the time",
        race.median(Way.DIRECT, (round, _) -> own(round)));
    scores.show("64 in flight, C, Hotplug: the client itself at work", "%.2f of the time",
        race.median(Way.HOTPLUG, (round, _) -> own(round)));
    scores.show("64 in flight, C, Hotplug: processor time per call", "%.2f µs", work);
    scores.show("64 in flight, C, relay: calls per second ÷ direct", "%.2f",
        race.median(Way.RELAYED, CallBenchIT::speed));
    scores.atLeast(0.5, "64 in flight, C: calls per second ÷ direct", "%.2f",
        race.median(Way.HOTPLUG, CallBenchIT::speed));
  }

  private void longResult(Ways ways) throws Exception {
    var race = ways.race(new Calls(3, 1, "bytes", TEN_MEGABYTES), Bench.ROUNDS);
    scores.show("10 MB result, direct", "%.0f µs",
        race.median(Way.DIRECT, (round, _) -> micros(round.p50())));
    scores.show("10 MB result, relay: added time ÷ direct", "%.2f",
        race.median(Way.RELAYED, CallBenchIT::addedShare));
    scores.atMost(1, "10 MB result: added time ÷ direct", "%.2f",
        race.median(Way.HOTPLUG, CallBenchIT::addedShare));
  }

  private static double addedToMedian(Load.Round round, Load.Round direct) {
    return micros(round.p50()) - micros(direct.p50());
  }

  private static double addedToTail(Load.Round round, Load.Round direct) {
    return micros(round.p99()) - micros(direct.p99());
  }

  private static double addedShare(Load.Round round, Load.Round direct) {
    return addedToMedian(round, direct) / micros(direct.p50());
  }

  private static double speed(Load.Round round, Load.Round direct) {
    return direct.microsEach() / round.microsEach();
  }

  /** How much of the time the client was at work and did not wait. */
  private static double own(Load.Round round) {
    return micros(round.own()) / micros(round.wall());
  }
}
