package dev.hotplug.upstream;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Timer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Starts servers as child processes and speaks with them over stdin and stdout. Thread-safe. */
public final class StdioConnector implements Connector {

  /**
   * What every child has around it.
   *
   * @param instance this Hotplug
   * @param environment our own
   * @param cwd where a server runs whose entry names no folder
   * @param version our own, for the servers
   * @param lineLimit the longest line a server may write, in bytes; asked for again and again
   */
  public record Surroundings(Instance instance, Map<String, String> environment, Path cwd,
      String version, IntSupplier lineLimit) {}

  private final Surroundings surroundings;
  private final ChildEnvironment environment;
  private final Timer timer;
  private final Offspring offspring;
  private final Function<String, Optional<String>> projects;

  /**
   * A connector that has opened nothing yet.
   *
   * @param report is told, in a sentence, what keeps servers from being ended when we are killed
   */
  public StdioConnector(Surroundings surroundings, Timer timer, Consumer<String> report) {
    this.surroundings = surroundings;
    this.environment = new ChildEnvironment(surroundings.environment());
    this.timer = timer;
    this.projects = id -> surroundings.instance()
        .folder()
        .flatMap(folder -> new Instances(folder).project(id));
    this.offspring = new Offspring(surroundings.instance(), surroundings.environment(), timer,
        report);
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    return switch (spec) {
      case ServerSpec.Stdio stdio -> start(stdio, generation, log);
      case ServerSpec.Http http -> new Unstartable(new Cause(
          "is reached over " + http.kind().name().toLowerCase(Locale.ROOT)
              + ", which Hotplug does not support yet",
          null, List.of(), "Use the server's stdio form, or let the client connect to it itself."));
    };
  }

  private Upstream start(ServerSpec.Stdio spec, long generation, StderrTail tail) {
    var given = environment.of(spec.options().inherit(), spec.env());
    var cwd = spec.cwd() == null ? surroundings.cwd() : spec.cwd();
    if (!Files.isDirectory(cwd)) {
      return new Unstartable(Cause.of("cannot run in " + cwd + ", which is not a folder"));
    }
    var searched = given.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    return switch (CommandPath.find(spec.command(), cwd, searched)) {
      case CommandPath.Found.Nowhere(var reason) ->
        new Unstartable(Cause.of("cannot run: " + reason));
      case CommandPath.Found.At(var program) ->
        spawn(new Birth(spec, new Marker(surroundings.instance().id(), spec.name(), generation),
            program, given, cwd), tail);
    };
  }

  /** A child about to be started. */
  private record Birth(ServerSpec.Stdio spec, Marker marker, Path program,
      Map<String, String> environment, Path cwd) {

    /** Its command line, and the container that it will run. */
    Container.Run run() {
      var command = new ArrayList<>(List.of(program.toString()));
      command.addAll(spec.args());
      return Container.read(command, environment, marker.text());
    }

    boolean isSparing() {
      return spec.options().keepDetached();
    }
  }

  private Upstream spawn(Birth birth, StderrTail tail) {
    var log = new GenerationLog(tail, birth.marker().generation(),
        new Redaction(environment.beyondDefault(birth.environment())));
    mark(birth);
    var run = birth.run();
    var ours = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
    var launch = new ChildProcess.Launch(run.command(), birth.environment(), birth.cwd(), ours);
    offspring.prepare();
    long begun = System.nanoTime();
    try {
      var process = ChildProcess.start(launch, log, offspring::start);
      var spawned = Duration.ofNanos(System.nanoTime() - begun);
      var child = new InstanceFile.Child(Identity.now(process.pid()), birth.isSparing(),
          run.container().map(Container::kill).orElse(""));
      offspring.add(child);
      return listen(process, birth, log, spawned,
          new Sweep(birth.marker(), child, run.container(), offspring));
    } catch (IOException e) {
      return new Unstartable(Cause.of("cannot run: " + e.getMessage()));
    }
  }

  private static void mark(Birth birth) {
    var variable = birth.isSparing() ? Marker.SPARING : Marker.VARIABLE;
    birth.environment().put(variable, birth.marker().appendedTo(birth.environment().get(variable)));
  }

  private Upstream listen(ChildProcess child, Birth birth, GenerationLog log, Duration spawned,
      Sweep sweep) {
    var options = birth.spec().options();
    var wires = new Wires("stdout-" + child.pid(), "stdin-" + child.pid(),
        surroundings.lineLimit());
    var peer = Peer.over(child.stdout(), child.stdin(), wires, timer);
    return StdioUpstream.listening(new StdioUpstream.Parts(child, peer, log,
        new Handshake(peer, options.timeouts(), surroundings.version()), sweep, options, spawned,
        new LastWords(child, log, timer), new Hints(environment, birth.environment()),
        new Hindrances(birth.marker(), projects)));
  }

  @Override
  public void terminate() {
    offspring.terminate();
  }

  @Override
  public void kill() {
    offspring.kill();
  }

  @Override
  public void close() {
    offspring.end();
  }
}
