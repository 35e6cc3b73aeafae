package dev.hotplug.app.watch;

import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.ToolCatalog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of changes, kept for each server until somebody who uses it can be told. Thread-safe.
 *
 * <p>What a start is for is noted before it is made, so that the first answer of a new generation
 * finds it here.
 */
public final class News {
  /**
   * What there is to tell of one server.
   *
   * @param reloaded its newest reload; null when that was told
   * @param failure what has kept the newest change from being served; null when nothing has
   * @param turned how its tools changed while it ran; null when they did not
   */
  public record Item(@Nullable Reloaded reloaded, @Nullable Failure failure,
      @Nullable Turned turned) {}

  /**
   * Its tools changed without a start.
   *
   * @param diff against the tools of when something was told last
   */
  public record Turned(long generation, CatalogDiff diff) {}

  /**
   * It was reloaded by itself.
   *
   * @param diff against the tools of when something was told last
   */
  public record Reloaded(long generation, Change change, CatalogDiff diff) {}

  /**
   * A change could not be served.
   *
   * @param cause what happened, what is true now and what to do
   * @param stillServing the generation that serves on, if there is one
   */
  public record Failure(Stage stage, String cause, List<String> files, OptionalLong stillServing) {
    public Failure {
      files = List.copyOf(files);
    }
  }

  /** How far a change came. */
  public enum Stage {
    /** It could not be built; what was built before may well be started again. */
    BUILD,
    /** It did not start. */
    START
  }

  private final ConcurrentHashMap<String, OfServer> servers = new ConcurrentHashMap<>();

  /** Hears what happens to servers. */
  void hear(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Starting(var server, var generation, var _, var change) ->
        of(server).starting(generation, change);
      case SupervisorEvent.StartFailed(var server, var generation, var _, var _) ->
        of(server).failedToStart(generation);
      case SupervisorEvent.Loaded(var server, var started) -> of(server).serves(started);
      case SupervisorEvent.Reloaded(var server, var started) -> of(server).serves(started);
      case SupervisorEvent.ToolsChanged(var server, var generation, var tools, var _) ->
        of(server).toolsChanged(generation, tools);
      case SupervisorEvent.Unloaded(var server) -> servers.remove(server);
      case SupervisorEvent.Exited _, SupervisorEvent.KeptEnded _, SupervisorEvent.Restarting _, SupervisorEvent.GaveUp _, SupervisorEvent.Retired _ -> {
        // No change comes of it.
      }
    }
  }

  private OfServer of(String server) {
    return servers.computeIfAbsent(server, _ -> new OfServer());
  }

  /** A change is not served. */
  void failed(String server, Failure failure) {
    of(server).failed(failure);
  }

  /** What keeps the newest change of a server from being served; empty when nothing does. */
  public Optional<Failure> standing(String server) {
    var one = servers.get(server);
    return one == null ? Optional.empty() : one.standing();
  }

  /**
   * What is to be told with an answer of {@code generation}, and told only this once: nothing of a
   * reload to whoever still hears from the generation before it.
   *
   * @param serving the generation that serves by now, if there is one
   */
  public Optional<Item> take(String server, long generation, Supplier<Optional<Started>> serving) {
    var one = servers.get(server);
    return one == null || !one.hasAny() ? Optional.empty() : one.take(generation, serving.get());
  }

  /** That of one server. */
  private static final class OfServer {
    /** What the generations were started for that have not been told of, by number. */
    private final TreeMap<Long, Change> starts = new TreeMap<>();

    /** Those that were started, since something has failed, for files that were built. */
    private final TreeSet<Long> builtSince = new TreeSet<>();

    private long newest;
    private @Nullable ToolCatalog told;
    private @Nullable Failure untold;

    /** What it offers since its tools changed, until that is told; and which generation did. */
    private @Nullable ToolCatalog turned;
    private long turnedIn;
    private long served;

    private @Nullable Failure standing;
    private long failedAfter;

    /** Whether there may be anything; to be asked for each answer. */
    private volatile boolean hasAny;

    synchronized void starting(long generation, Optional<Change> change) {
      newest = generation;
      change.ifPresent(it -> starts.put(generation, it));
      // Files are built, where there is a build, before anything is started for them.
      if (change.filter(it -> it.kind() == Change.Kind.FILES).isPresent()) {
        builtSince.add(generation);
      }
      look();
    }

    synchronized void failedToStart(long generation) {
      starts.remove(generation);
      builtSince.remove(generation);
      look();
    }

    synchronized void serves(Started started) {
      if (mends(started.generation())) {
        untold = null;
        standing = null;
      }
      if (told == null || starts.headMap(started.generation(), true).isEmpty()) {
        told = started.tools();
      }
      served = started.generation();
      // What the generation before it had made of its tools is over.
      if (started.generation() > turnedIn) turned = null;
      look();
    }

    synchronized void toolsChanged(long generation, ToolCatalog tools) {
      // Of one that leaves there may be no answer any more to tell it with.
      if (generation < served) return;
      turned = tools;
      turnedIn = generation;
      look();
    }

    /** Whether what has failed before is served, or mended, by the start of {@code generation}. */
    private boolean mends(long generation) {
      if (standing == null || generation <= failedAfter) return false;
      return standing.stage() == Stage.START || builtSince.headSet(generation, true).size() > 0;
    }

    synchronized void failed(Failure failure) {
      builtSince.clear();
      untold = failure;
      standing = failure;
      failedAfter = newest;
      look();
    }

    synchronized Optional<Failure> standing() {
      return Optional.ofNullable(standing);
    }

    boolean hasAny() {
      return hasAny;
    }

    synchronized Optional<Item> take(long generation, Optional<Started> serving) {
      var due = starts.headMap(generation, true);
      var last = due.lastEntry();
      var others = generation == turnedIn ? turned : null;
      if (last == null && untold == null && others == null) return Optional.empty();
      var reloaded = last == null ? null : reloaded(generation, last.getValue(), serving);
      due.clear();
      var failure = mends(generation) ? null : untold;
      untold = null;
      var change = others == null ? null : turned(generation, others);
      look();
      return Optional.of(new Item(reloaded, failure, change));
    }

    private Reloaded reloaded(long generation, Change change, Optional<Started> serving) {
      var now = serving.map(Started::tools).orElse(ToolCatalog.EMPTY);
      var diff = CatalogDiff.between(told == null ? now : told, now);
      told = now;
      return new Reloaded(generation, change, diff);
    }

    private Turned turned(long generation, ToolCatalog now) {
      var diff = CatalogDiff.between(told == null ? now : told, now);
      told = now;
      turned = null;
      return new Turned(generation, diff);
    }

    private void look() {
      hasAny = untold != null || turned != null || !starts.isEmpty();
    }
  }
}
