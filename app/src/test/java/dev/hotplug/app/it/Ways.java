package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The ways to one server, each with a client and a process of the server of its own. */
final class Ways implements AutoCloseable {
  private static final String NAME = "measured";

  /** How a call gets to the server. */
  enum Way {
    DIRECT,
    /** Through a process that only copies bytes: what any process in between must add. */
    RELAYED,
    HOTPLUG
  }

  /** What is made of the rounds of one way and, measured beside it, the direct one. */
  interface Comparison {
    double of(Load.Round round, Load.Round direct);
  }

  /**
   * Calls to be made.
   *
   * @param count how many make a round
   * @param arguments as JSON
   */
  record Calls(int count, int inFlight, String tool, String arguments) {}

  /** How the rounds of each way went. */
  record Race(Map<Way, List<Load.Round>> rounds) {
    /** The median of what is made of each round. */
    double median(Way way, Comparison compared) {
      var direct = of(Way.DIRECT);
      return Scores.median(IntStream.range(0, direct.size())
          .mapToObj(i -> compared.of(of(way).get(i), direct.get(i)))
          .toList());
    }

    private List<Load.Round> of(Way way) {
      return rounds.getOrDefault(way, List.of());
    }
  }

  private final Homes homes;
  private final Map<Way, Load> loads = new EnumMap<>(Way.class);

  private Ways(Homes homes) {
    this.homes = homes;
  }

  /** Starts the server that {@code command} starts in each way, and has all do {@code warmUp}. */
  static Ways to(List<String> command, Native programs, Path folder, Calls warmUp)
      throws IOException {
    var ways = new Ways(Homes.create());
    var project = Project.in(folder).server(NAME, Entry.of(command));
    ways.loads.put(Way.DIRECT, programs.load(command));
    ways.loads.put(Way.RELAYED, programs.load(programs.relayed(command)));
    ways.loads.put(Way.HOTPLUG, programs.load(Bench.hotplug(project.folder()).process(ways.homes)));
    for (var way : Way.values()) ways.make(warmUp, way);
    return ways;
  }

  /** Makes the calls in each way, {@code rounds} times, and each way is the first in some. */
  Race race(Calls calls, int rounds) throws IOException {
    var all = Way.values();
    var race = new EnumMap<Way, List<Load.Round>>(Way.class);
    for (var way : all) race.put(way, new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.length; i++) {
        var way = all[(round + i) % all.length];
        requireNonNull(race.get(way)).add(make(calls, way));
      }
    }
    return new Race(race);
  }

  /** How long the processor was at work for Hotplug so far. */
  Duration work() {
    return load(Way.HOTPLUG).server().info().totalCpuDuration().orElseThrow();
  }

  private Load load(Way way) {
    return requireNonNull(loads.get(way));
  }

  private Load.Round make(Calls calls, Way way) throws IOException {
    return load(way).call(calls.count(), calls.inFlight(), params(calls, way));
  }

  private static String params(Calls calls, Way way) {
    return way == Way.HOTPLUG
        ? "{\"name\":\"call_dynamic_server_tool\",\"arguments\":{\"server_name\":\"" + NAME
            + "\",\"tool_name\":\"" + calls.tool() + "\",\"parameters\":" + calls.arguments() + "}}"
        : "{\"name\":\"" + calls.tool() + "\",\"arguments\":" + calls.arguments() + "}";
  }

  @Override
  public void close() {
    var failures = new Failures();
    for (var load : loads.values()) failures.check(load::close);
    failures.check(homes::close);
    failures.throwAny();
  }
}
