package dev.hotplug.app.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Servers of several shapes in one project, all treated alike. Closing it kills whom a failed test
 * has left.
 */
final class Pack implements AutoCloseable {
  private final List<Leashed> servers = new ArrayList<>();
  private final List<Lifeline> lifelines = new ArrayList<>();

  private Pack() {}

  /** Adds one of each shape to the project. */
  static Pack in(Project project, List<Shape> shapes) throws IOException, InterruptedException {
    Shape.prepare(project.folder());
    var pack = new Pack();
    for (var shape : shapes) pack.servers.add(Leashed.in(project, shape));
    for (var server : pack.servers) pack.lifelines.add(server.lifeline());
    return pack;
  }

  int size() {
    return servers.size();
  }

  /** Asks this of all at once, and for all of them it succeeds. */
  void all(Function<String, Asked> tool) throws InterruptedException {
    var asked = servers.stream().map(Leashed::name).map(tool).toList();
    for (var each : asked) each.result().assertSuccess();
  }

  /** Loads all; returns in how many processes they run. */
  int load(Hotplug hotplug) throws InterruptedException {
    all(hotplug::askLoad);
    return assertRuns();
  }

  /** Fails unless each runs in as many processes as its shape has; how many those are in all. */
  int assertRuns() throws InterruptedException {
    int processes = 0;
    for (var server : servers) processes += server.assertRuns();
    return processes;
  }

  /** Those of the generations that were started last. */
  List<Lifeline> lifelines() {
    return servers.stream().map(Leashed::lifeline).toList();
  }

  /** Gives each next generation a lifeline of its own; returns those of the last ones. */
  List<Lifeline> renew() throws IOException, InterruptedException {
    var last = lifelines();
    for (var server : servers) server.renew();
    lifelines.addAll(lifelines());
    return last;
  }

  /** Waits until nothing is left of the newest generations; returns how long after that was. */
  Duration awaitEnd(long since, Duration limit) throws InterruptedException {
    return awaitEnd(lifelines(), since, limit);
  }

  /**
   * Waits until nobody holds any of them.
   *
   * @param since a {@link System#nanoTime}
   * @return when the last one had let go, counted from {@code since}
   */
  static Duration awaitEnd(List<Lifeline> lifelines, long since, Duration limit)
      throws InterruptedException {
    long begun = System.nanoTime();
    var last = Duration.ZERO;
    for (var lifeline : lifelines) {
      long end = lifeline.awaitEnd(limit.minus(Figures.since(begun)));
      var took = Duration.ofNanos(end - since);
      if (took.compareTo(last) > 0) last = took;
    }
    return last;
  }

  @Override
  public void close() throws IOException {
    for (var lifeline : lifelines) lifeline.close();
  }
}
