package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Launches children, of servers and of commands alike: marked, and known from their first moment to
 * all who see to their end. Thread-safe.
 */
final class Launcher {
  private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Map<String, String> ours;
  private final Offspring offspring;

  /**
   * One that has launched nothing yet.
   *
   * @param ours our own environment
   */
  Launcher(Map<String, String> ours, Offspring offspring) {
    this.ours = ours;
    this.offspring = offspring;
  }

  /**
   * What is to be launched.
   *
   * @param line a program's name or path, not yet searched on any PATH, and its arguments
   * @param environment all of it but the marker
   * @param isSparing whether what leaves its session is to live on
   */
  record Order(Marker marker, List<String> line, Path folder, Map<String, String> environment,
      boolean isSparing) {

    private Map<String, String> marked() {
      var all = new TreeMap<>(environment);
      var variable = isSparing ? Marker.SPARING : Marker.VARIABLE;
      all.put(variable, marker.appendedTo(all.get(variable)));
      return all;
    }
  }

  /** How a process is made of that. */
  interface Way {
    ChildProcess start(ChildProcess.Launch launch, ChildProcess.Starter starter) throws IOException;
  }

  /** What became of it. */
  sealed interface Launched {
    /**
     * It runs, and {@code sweep} is the end of it.
     *
     * @param took how long starting took
     */
    record Running(ChildProcess child, Sweep sweep, Duration took) implements Launched {}

    /**
     * It never ran.
     *
     * @param reason goes on from the name of what was to run: "cannot run: …"
     */
    record Failed(String reason) implements Launched {}
  }

  Launched launch(Order order, Way way) {
    if (!Files.isDirectory(order.folder())) {
      return new Launched.Failed("cannot run in " + order.folder() + ", which is not a folder");
    }
    var searched = order.environment().getOrDefault("PATH", USUAL_PATH);
    return switch (CommandPath.find(order.line().getFirst(), order.folder(), searched)) {
      case CommandPath.Found.Nowhere(var reason) -> new Launched.Failed("cannot run: " + reason);
      case CommandPath.Found.At(var program) -> spawn(order, program, way);
    };
  }

  private Launched spawn(Order order, Path program, Way way) {
    var command = new ArrayList<>(order.line());
    command.set(0, program.toString());
    var environment = order.marked();
    var run = Container.read(command, environment, order.marker().text());
    var launch = new ChildProcess.Launch(run.command(), environment, order.folder(),
        ours.getOrDefault("PATH", "/usr/bin:/bin"));
    offspring.prepare();
    long begun = System.nanoTime();
    try {
      var process = way.start(launch, offspring::start);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      var child = new InstanceFile.Child(Identity.now(process.pid()), order.isSparing(),
          run.container().map(Container::kill).orElse(""));
      offspring.add(child);
      return new Launched.Running(process,
          new Sweep(order.marker(), child, run.container(), offspring), took);
    } catch (IOException e) {
      return new Launched.Failed("cannot run: " + e.getMessage());
    }
  }
}
