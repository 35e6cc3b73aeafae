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
import java.util.function.IntSupplier;

/** Starts servers as child processes and speaks with them over stdin and stdout. Thread-safe. */
public final class StdioConnector implements Connector {

  /**
   * What every child has around it.
   *
   * @param instance names this Hotplug among all that run
   * @param environment our own
   * @param cwd where a server runs whose entry names no folder
   * @param version our own, for the servers
   * @param lineLimit the longest line a server may write, in bytes; asked for again and again
   */
  public record Surroundings(String instance, Map<String, String> environment, Path cwd,
      String version, IntSupplier lineLimit) {}

  private final Surroundings surroundings;
  private final ChildEnvironment environment;
  private final Timer timer;

  public StdioConnector(Surroundings surroundings, Timer timer) {
    this.surroundings = surroundings;
    this.environment = new ChildEnvironment(surroundings.environment());
    this.timer = timer;
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
      case CommandPath.Found.At(var program) -> {
        var marker = new Marker(surroundings.instance(), spec.name(), generation);
        given.put(Marker.VARIABLE, marker.appendedTo(given.get(Marker.VARIABLE)));
        var log = new GenerationLog(tail, generation,
            new Redaction(environment.beyondDefault(given)));
        yield spawn(spec, marker, log, launch(program, spec, given, cwd));
      }
    };
  }

  private ChildProcess.Launch launch(Path program, ServerSpec.Stdio spec, Map<String, String> given,
      Path cwd) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(spec.args());
    var ours = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
    return new ChildProcess.Launch(command, given, cwd, ours);
  }

  private Upstream spawn(ServerSpec.Stdio spec, Marker marker, GenerationLog log,
      ChildProcess.Launch launch) {
    long begun = System.nanoTime();
    try {
      var child = ChildProcess.start(launch, log);
      var spawned = Duration.ofNanos(System.nanoTime() - begun);
      Thread.ofVirtual().name("signals").start(Posix::load);
      return listen(child, spawned, spec, marker, log, launch.environment());
    } catch (IOException e) {
      return new Unstartable(Cause.of("cannot run: " + e.getMessage()));
    }
  }

  private Upstream listen(ChildProcess child, Duration spawned, ServerSpec.Stdio spec,
      Marker marker, GenerationLog log, Map<String, String> given) {
    var options = spec.options();
    var wires = new Wires("stdout-" + child.pid(), "stdin-" + child.pid(),
        surroundings.lineLimit());
    var peer = Peer.over(child.stdout(), child.stdin(), wires, timer);
    return StdioUpstream.listening(new StdioUpstream.Parts(child, peer, log,
        new Handshake(peer, options.timeouts(), surroundings.version()),
        Sweep.after(marker, child.pid(), options.keepDetached()), options, spawned,
        new LastWords(child, log, timer), new Hints(environment, given)));
  }
}
