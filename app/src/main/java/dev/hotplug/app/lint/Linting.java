package dev.hotplug.app.lint;

import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The faults of the servers that serve, each told once per generation. Thread-safe. Each generation
 * is looked at when it comes to serve, and once more when one before it is gone, on a virtual
 * thread of its own, {@code lint-<name>}.
 */
public final class Linting {
  /** Whoever lists faster than this is asked to list again, to see whether the order stays. */
  private static final Duration FAST_LIST = Duration.ofMillis(100);

  /** Nobody waits longer than this for a list that was given faster before. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Supervisor supervisor;
  private final ConcurrentHashMap<String, Told> servers = new ConcurrentHashMap<>();

  public Linting(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Hears what happens to servers. Short; called on their threads. */
  public void hear(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Loaded(var server, var _) -> begin(server);
      case SupervisorEvent.Reloaded(var server, var _) -> begin(server);
      // How it ended is told with the one that serves.
      case SupervisorEvent.Retired(var server, var _) -> begin(server);
      case SupervisorEvent.Unloaded(var server) -> servers.remove(server);
      case SupervisorEvent.Starting _, SupervisorEvent.StartFailed _, SupervisorEvent.ToolsChanged _, SupervisorEvent.Exited _, SupervisorEvent.KeptEnded _, SupervisorEvent.Restarting _, SupervisorEvent.GaveUp _ -> {
        // Looked at when somebody asks next.
      }
    }
  }

  private void begin(String server) {
    Thread.ofVirtual().name("lint-" + server).start(() -> {
      var _ = look(server);
    });
  }

  /**
   * Lists the tools of the generation that serves once more, and waits for that, if it is fast and
   * this was not yet done. Comes before {@link #untold}.
   */
  public void relist(String server) throws InterruptedException {
    var isFast = supervisor.started(server)
        .filter(started -> started.timing().list().compareTo(FAST_LIST) < 0)
        .isPresent();
    if (isFast && look(server).filter(Told::isFirstRelist).isPresent()) list(server);
  }

  /**
   * What somebody who loads or reloads a server is to be told of the generation that serves, a
   * sentence for each rule: nothing that was told of it before. Does not wait.
   */
  public List<String> untold(String server) {
    return Exam.of(supervisor, server)
        .map(exam -> told(server).untold(exam.generation(), exam.whileItServes()))
        .map(Lint::sentences)
        .orElse(List.of());
  }

  /**
   * What is new of {@code generation}, if that serves, since something was told of the server last.
   * Does not wait.
   */
  public List<String> news(String server, long generation) {
    var seen = Optional.ofNullable(servers.get(server)).filter(told -> told.hasSeen(generation));
    return seen.or(() -> look(server).filter(told -> told.hasSeen(generation)))
        .map(Told::news)
        .map(Lint::sentences)
        .orElse(List.of());
  }

  /** A look at the generation that serves, its tools listed once more; empty where none does. */
  public Optional<Exam> exam(String server) {
    return supervisor.refresh(server).flatMap(_ -> Exam.of(supervisor, server));
  }

  /** Empty where none serves. */
  private Optional<Told> look(String server) {
    return Exam.of(supervisor, server).map(exam -> {
      var told = told(server);
      told.saw(exam.generation(), exam.whileItServes());
      return told;
    });
  }

  private Told told(String server) {
    return servers.computeIfAbsent(server, _ -> new Told());
  }

  private void list(String server) throws InterruptedException {
    var list = new FutureTask<>(() -> supervisor.refresh(server));
    Thread.ofVirtual().name("relist-" + server).start(list);
    try {
      var _ = list.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // What comes later is looked at when somebody asks next.
    } catch (ExecutionException e) {
      throw new IllegalStateException("listing tools again failed", e);
    }
  }
}
