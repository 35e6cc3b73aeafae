package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Loads, reloads, unloads and calls servers by name, and at the end takes all of them down.
 * Thread-safe. Nothing here waits except {@link #close} and {@link #halt}; what is returned
 * completes on threads of the supervisor, so what hangs on it must be short.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration GENTLE = Duration.ofSeconds(1);
  private static final Duration AFTER_TERM = Duration.ofMillis(150);
  private static final Duration AFTER_KILL = Duration.ofMillis(200);

  /**
   * What a supervisor works with.
   *
   * @param listener hears what happens; called on the servers' threads, so it must be short
   */
  public record Means(Connector connector, Timer timer, InstantSource clock, RestartPolicy policy,
      RandomGenerator random, Consumer<SupervisorEvent> listener) {}

  private final Means means;
  private final ConcurrentHashMap<String, Server> servers = new ConcurrentHashMap<>();
  private volatile boolean isClosing;

  public Supervisor(Means means) {
    this.means = means;
  }

  /** Starts a server unless one of that name serves; its next start uses {@code spec}. */
  public CompletableFuture<StartOutcome> load(ServerSpec spec) {
    var server = knowing(spec);
    return server.ask(Event.Load::new, outcome -> start(server, outcome));
  }

  /**
   * Starts a server as a call of it would: not one that has failed, since nobody mended it, nor
   * when too many wait for it already.
   */
  public CompletableFuture<StartOutcome> awaitServing(ServerSpec spec) {
    var server = knowing(spec);
    if (!server.queue().reserve()) {
      return CompletableFuture.completedFuture(new StartOutcome.Crowded(server.limits()));
    }
    var start = server.ask(Event.Call::new, outcome -> start(server, outcome));
    var _ = start.whenComplete((_, _) -> server.queue().release());
    return start;
  }

  /** Starts a server anew, from {@code spec}; the old generation serves until the new one does. */
  public CompletableFuture<StartOutcome> reload(ServerSpec spec) {
    var server = knowing(spec);
    return server.ask(Event.Reload::new, outcome -> start(server, outcome));
  }

  /**
   * Starts a server that somebody wants to run anew, as what it is made of was changed: at once,
   * also where it has failed. Completes with {@link StartOutcome.Unloaded} where nobody wants it
   * to.
   */
  public CompletableFuture<StartOutcome> changed(String name, Change change) {
    var server = servers.get(name);
    if (server == null) return CompletableFuture.completedFuture(new StartOutcome.Unloaded());
    return server.ask(ticket -> new Event.Changed(ticket, change),
        outcome -> start(server, outcome));
  }

  /** The same when its entry was changed and now is {@code spec}. */
  public CompletableFuture<StartOutcome> changed(ServerSpec spec, Change change) {
    remember(spec);
    return changed(spec.name(), change);
  }

  /** Stops a server whose entry is gone, as {@link #unload} does; nobody waits for it. */
  public void removed(String name) {
    var server = servers.get(name);
    if (server != null) server.post(new Event.Removed());
  }

  /**
   * Stops a server, after its calls have ended or its drain time has passed. Completes with how its
   * generations went; empty for a server that was never started.
   */
  public CompletableFuture<List<Retirement>> unload(String name) {
    var server = servers.get(name);
    if (server == null) return CompletableFuture.completedFuture(List.of());
    return server.ask(Event.Unload::new,
        outcome -> outcome instanceof Outcome.Gone(var generations)
            ? server.retirements(generations)
            : List.of());
  }

  /** Lets the next start of a server use {@code spec}, and starts nothing. */
  public void remember(ServerSpec spec) {
    var _ = knowing(spec);
  }

  /**
   * Calls a tool of a server that was loaded or remembered before, starting it if it is stopped.
   *
   * @throws IllegalArgumentException when no server of that name is known
   */
  public Call call(String name, ToolCall call) {
    return call(name, OptionalLong.empty(), call);
  }

  /**
   * Calls a tool of one generation of a server, whichever serves; that neither waits for a place
   * nor starts anything.
   *
   * @throws IllegalArgumentException when no server of that name is known
   */
  public Call call(String name, long generation, ToolCall call) {
    return call(name, OptionalLong.of(generation), call);
  }

  private Call call(String name, OptionalLong generation, ToolCall call) {
    var server = servers.get(name);
    if (server == null) throw new IllegalArgumentException("no server named " + name + " is known");
    return new Call(server, call, generation, means.clock()).begin(means.timer());
  }

  /** The generations of a server that a call may name, oldest first. */
  public List<Reachable> reachable(String name) {
    var server = servers.get(name);
    return server == null ? List.of() : server.generations().reachable();
  }

  /** Asks a serving server for its tools again; empty when none serves. Waits for the answer. */
  public Optional<ServerStatus> refresh(String name) {
    var server = servers.get(name);
    var serving = server == null ? null : server.serving();
    if (serving == null) return Optional.empty();
    var _ = serving.upstream().join().refresh();
    return status(name);
  }

  /** What is known of one server; empty when it was never loaded or remembered. */
  public Optional<ServerStatus> status(String name) {
    return Optional.ofNullable(servers.get(name)).map(Server::status);
  }

  /** How the generation that serves came to do so; empty when none does. */
  public Optional<Started> started(String name) {
    var server = servers.get(name);
    var serving = server == null ? null : server.serving();
    return serving == null ? Optional.empty() : Optional.of(serving.started());
  }

  /** What is known of all servers, by name. */
  public List<ServerStatus> statuses() {
    return servers.values()
        .stream()
        .map(Server::status)
        .sorted(Comparator.comparing(ServerStatus::name))
        .toList();
  }

  /** What became of a server's generations; empty when it was never loaded or remembered. */
  public Optional<Lives> history(String name) {
    return Optional.ofNullable(servers.get(name)).map(server -> server.history().lives());
  }

  /** The generations of a server that are not gone, oldest first, as {@code census} has them. */
  public List<Member> members(String name, Census census) {
    var server = servers.get(name);
    return server == null ? List.of() : server.members(census);
  }

  /** What a server wrote to stderr; empty when it was never loaded or remembered. */
  public Optional<StderrTail> log(String name) {
    return Optional.ofNullable(servers.get(name)).map(Server::log);
  }

  /**
   * What takes the secrets of a generation that came to serve out of what is shown of it; empty
   * where that is gone.
   */
  public Optional<Redaction> redaction(String name, long generation) {
    return Optional.ofNullable(servers.get(name))
        .map(server -> server.generations().named(generation))
        .map(it -> it.upstream().join().redaction());
  }

  /** Stops all servers in parallel, gently for a second, and then as {@link #halt} does. */
  @Override
  public void close() {
    stop(GENTLE);
  }

  /** Stops all servers in parallel, gently for {@code gentle}, and then as {@link #halt} does. */
  public void stop(Duration gentle) {
    var gone = closeAll();
    if (!doneWithin(gentle, gone)) tell(gone);
    end(gone);
  }

  /** Stops all servers at once: SIGTERM now, SIGKILL to those that live 150 ms later. */
  public void halt() {
    var gone = closeAll();
    tell(gone);
    end(gone);
  }

  /** First each group, for that is quick, then whoever left it. */
  private void tell(CompletableFuture<@Nullable Void> gone) {
    for (var server : servers.values()) server.tellConnections(Upstream::terminate);
    means.connector().terminate();
    boolean _ = doneWithin(AFTER_TERM, gone);
  }

  private void end(CompletableFuture<@Nullable Void> gone) {
    if (!gone.isDone()) for (var server : servers.values()) server.tellConnections(Upstream::kill);
    means.connector().kill();
    boolean _ = doneWithin(AFTER_KILL, gone);
    means.connector().close();
  }

  private CompletableFuture<@Nullable Void> closeAll() {
    isClosing = true;
    return CompletableFuture
        .allOf(servers.values().stream().map(Supervisor::close).toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<Outcome> close(Server server) {
    return server.ask(Event.Close::new, Function.identity());
  }

  private static boolean doneWithin(Duration limit, CompletableFuture<@Nullable Void> gone) {
    try {
      gone.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Server knowing(ServerSpec spec) {
    var server = servers.computeIfAbsent(spec.name(), _ -> new Server(spec, means).begin());
    // Made known before closeAll() looks, it is closed there; else here, before it can start.
    if (isClosing) {
      var _ = close(server);
    }
    server.remember(spec);
    return server;
  }

  private static StartOutcome start(Server server, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Serves(var generation) ->
        new StartOutcome.Serving(server.started(generation), server.predecessors(generation));
      case Outcome.Failed(var cause, var still) -> new StartOutcome.Failed(cause, still);
      case Outcome.Unloaded _ -> new StartOutcome.Unloaded();
      case Outcome.Closed _, Outcome.Gone _ -> new StartOutcome.Closed();
    };
  }
}
