package dev.hotplug.app.replay;

import dev.hotplug.spec.Replay;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers the last calls of each server that is loaded, makes them again when somebody wants that
 * or, where the entry says so, after each reload that a change has caused, and keeps what came of
 * the latter for the next answer. Kept in memory alone. Thread-safe.
 */
public final class Replays {
  /** Hears at once what the calls that are repeated after a reload came to. Must be short. */
  public interface Listener {
    void repeated(String server, Outcome outcome);
  }

  private final Supervisor supervisor;
  private final Listener listener;
  private final AtomicLong ids = new AtomicLong();
  private final ConcurrentHashMap<String, OfServer> servers = new ConcurrentHashMap<>();

  /** One that remembers nothing yet. */
  public Replays(Supervisor supervisor, Listener listener) {
    this.supervisor = supervisor;
    this.listener = listener;
  }

  /** From now on {@code policy} says which calls of a server that starts are remembered. */
  public void follow(String server, Replay policy) {
    var one = servers.get(server);
    if (one != null) one.follow(policy);
  }

  /** Hears what happens to servers. Short; called on their threads. */
  public void hear(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Starting(var server, var generation, var _, var change) ->
        servers.computeIfAbsent(server, _ -> new OfServer(ids::incrementAndGet))
            .starting(generation, change.isPresent());
      case SupervisorEvent.Loaded(var server, var started) -> serves(server, started.generation());
      case SupervisorEvent.Reloaded(var server, var started) ->
        serves(server, started.generation());
      case SupervisorEvent.Unloaded(var server) -> servers.remove(server);
      case SupervisorEvent.ToolsChanged _, SupervisorEvent.StartFailed _, SupervisorEvent.Exited _, SupervisorEvent.KeptEnded _, SupervisorEvent.Restarting _, SupervisorEvent.GaveUp _, SupervisorEvent.Retired _ -> {
        // Calls are made again for what somebody has changed.
      }
    }
  }

  private void serves(String server, long generation) {
    var one = servers.get(server);
    if (one == null || !one.isDue(generation)) return;
    Thread.ofVirtual().name("replay-" + server).start(() -> repeatAfter(server, one, generation));
  }

  /** Whoever ends Hotplug does not wait for it. */
  private void repeatAfter(String server, OfServer one, long generation) {
    try {
      var outcome = run(server, one, new Wanted.Standing(), OptionalLong.of(generation));
      if (one.keep(generation, outcome)) listener.repeated(server, outcome);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers, where that is wanted, a call that {@code generation} has answered. */
  public void note(String server, long generation, Tool tool, Span arguments, Span result) {
    var one = servers.get(server);
    if (one == null || !Choice.remembers(one.policy(), tool)) return;
    if (!Memory.hasRoomFor(arguments, result)) return;
    supervisor.redaction(server, generation)
        .ifPresent(redaction -> one.memory()
            .add(tool.name(), Choice.isReadOnly(tool), arguments.compact(), result.compact(),
                redaction));
  }

  /** Whether no call of a server is remembered, since its entry says so. */
  public boolean isOff(String server) {
    var one = servers.get(server);
    return one != null && one.policy() instanceof Replay.Off;
  }

  /**
   * Repeats calls of a server on the generation that serves, and waits for it, at most half a
   * minute. Whoever tells of it says so with {@link #told}.
   */
  public Outcome repeat(String server, Wanted wanted) throws InterruptedException {
    var one = servers.get(server);
    if (one == null) return new Outcome(List.of(), List.of());
    return run(server, one, wanted, serving(server));
  }

  private OptionalLong serving(String server) {
    return supervisor.started(server)
        .map(started -> OptionalLong.of(started.generation()))
        .orElseGet(OptionalLong::empty);
  }

  /** On {@code generation} alone; where there is none, nothing is repeated. */
  private Outcome run(String server, OfServer one, Wanted wanted, OptionalLong generation)
      throws InterruptedException {
    var status = supervisor.status(server);
    var choice = Choice.of(wanted, one.memory().all(),
        status.map(ServerStatus::tools).orElse(ToolCatalog.EMPTY), one.policy());
    return status.isEmpty() || generation.isEmpty() ? choice.leavingAll("no version of it serves")
        : new Repetition(supervisor, server, generation.getAsLong()).run(choice);
  }

  /**
   * What is answered otherwise since the last reload by itself, told only this once; from now on it
   * is what is expected. Empty for nothing. Asked for each answer.
   */
  public Optional<Outcome> take(String server) {
    var one = servers.get(server);
    return one == null ? Optional.empty() : one.take();
  }

  /** The same, but what is expected changes only with {@link #told}. Asked for each answer. */
  public Optional<Outcome> news(String server) {
    var one = servers.get(server);
    return one == null ? Optional.empty() : one.news();
  }

  /** Somebody was told of {@code calls}: what these are answered now is what is expected. */
  public void told(String server, List<Repeated> calls) {
    var one = servers.get(server);
    if (one != null) one.told(calls);
  }
}
