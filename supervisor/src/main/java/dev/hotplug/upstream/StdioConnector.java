package dev.hotplug.upstream;

import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.wire.LongLines;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Timer;
import dev.hotplug.wire.Wires;
import java.nio.file.Path;
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
  private final LongLines longLines = LongLines.in(Runtime.getRuntime().maxMemory());
  private final Offspring offspring;
  private final Launcher launcher;
  private final CommandRun commands;
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
    this.launcher = new Launcher(surroundings.environment(), offspring);
    this.commands = new CommandRun(launcher, environment, surroundings.instance().id(), timer);
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
    var line = line(spec);
    var order = new Launcher.Order(
        new Marker(surroundings.instance().id(), spec.name(), generation), line,
        spec.cwd() == null ? surroundings.cwd() : spec.cwd(), given, spec.options().keepDetached());
    var log = new GenerationLog(tail, generation,
        environment.redaction(given, line).also(spec.secrets()));
    return switch (launcher.launch(order,
        (launch, starter) -> ChildProcess.start(launch, log, starter))) {
      case Launcher.Launched.Failed(var reason) -> new Unstartable(Cause.of(reason));
      case Launcher.Launched.Running running -> listen(running, order, spec.options(), log);
    };
  }

  private static List<String> line(ServerSpec.Stdio spec) {
    var line = new ArrayList<>(List.of(spec.command()));
    line.addAll(spec.args());
    return line;
  }

  private Upstream listen(Launcher.Launched.Running running, Launcher.Order order, Options options,
      GenerationLog log) {
    var child = running.child();
    var wires = new Wires("stdout-" + child.pid(), "stdin-" + child.pid(), surroundings.lineLimit(),
        longLines);
    var peer = Peer.over(child.stdout(), child.stdin(), wires, timer);
    peer.open(PipeOutlet.intoStdin(child.pid()));
    PipeOutlet.widenStdout(child.pid());
    return StdioUpstream.listening(new StdioUpstream.Parts(child, peer, log,
        new Handshake(peer, options.timeouts(), surroundings.version()), running.sweep(), options,
        running.took(), new LastWords(child, log, timer),
        new Hints(environment, order.environment()), new Hindrances(order.marker(), projects)));
  }

  /** What runs commands that are no servers; whatever ends all that was opened here ends them. */
  public CommandRun commands() {
    return commands;
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
