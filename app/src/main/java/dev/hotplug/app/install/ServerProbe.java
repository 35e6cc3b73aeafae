package dev.hotplug.app.install;

import dev.hotplug.installer.Probe;
import dev.hotplug.spec.Inherit;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Tries start lines as a load would start them, each in a process of its own. Thread-safe. */
public final class ServerProbe implements Probe {
  private static final String NAME = "an installation (probe)";

  /** A server has nothing to finish for a client that has asked nothing of it. */
  private static final Duration TO_END = Duration.ofSeconds(1);

  private static final int MOST_LINES = 200;

  private final Connector connector;
  private final AtomicLong attempts = new AtomicLong();

  /** One that starts servers by {@code connector}. */
  public ServerProbe(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Finding probe(StartLine start, Duration patience) throws InterruptedException {
    var output = new StderrTail(InstantSource.system());
    var upstream = connector.open(spec(start, patience), attempts.incrementAndGet(), output);
    try {
      return switch (prepared(upstream)) {
        case Readiness.Ready ready -> answers(ready);
        case Readiness.Failed(var cause) -> silent(cause, upstream, output);
      };
    } finally {
      close(upstream);
    }
  }

  /** Whatever it is given may be a secret, whatever its name. */
  private static ServerSpec.Stdio spec(StartLine start, Duration patience) {
    var line = start.command();
    var timeouts = new Timeouts(patience, patience, Optional.empty(), Duration.ZERO, TO_END,
        TO_END);
    return new ServerSpec.Stdio(NAME, line.getFirst(), line.subList(1, line.size()),
        start.environment(), start.folder(),
        new Options(Reload.SWAP, timeouts, Limits.DEFAULT, Inherit.NOTHING_MORE, false),
        start.environment());
  }

  /** The upstream's own wait knows no interruption, but ends with the connection. */
  private static Readiness prepared(Upstream upstream) throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(upstream::prepare, onThread("probe-", upstream)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("it says in words what fails it", e);
    }
  }

  /** Does not heed interruptions: when we return, nothing may be alive. */
  private static void close(Upstream upstream) {
    CompletableFuture.runAsync(() -> {
      try {
        var _ = upstream.close();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody knows this thread", e);
      }
    }, onThread("stop-probe-", upstream)).join();
  }

  private static Executor onThread(String name, Upstream upstream) {
    return task -> Thread.ofVirtual().name(name + upstream.pid()).start(task);
  }

  private static Finding answers(Readiness.Ready ready) {
    var timing = ready.timing();
    return new Finding.Answers(ready.self().name(), ready.self().version(),
        definitions(ready.tools()), timing.spawn().plus(timing.initialize()));
  }

  private static SequencedMap<String, String> definitions(ToolCatalog catalog) {
    var definitions = new LinkedHashMap<String, String>();
    for (var tool : catalog.tools()) definitions.put(tool.name(), tool.definition().toString());
    return definitions;
  }

  private static Finding silent(Cause cause, Upstream upstream, StderrTail output) {
    var ports = upstream.footprint(Census.take()).ports();
    return new Finding.Silent(cause.what(), lines(output, StderrTail.Origin.STDOUT),
        lines(output, StderrTail.Origin.STDERR), ports);
  }

  private static List<String> lines(StderrTail output, StderrTail.Origin origin) {
    return output.last(MOST_LINES, line -> line.origin() == origin)
        .stream()
        .map(line -> line.text().substring(origin.mark().length()))
        .toList();
  }
}
