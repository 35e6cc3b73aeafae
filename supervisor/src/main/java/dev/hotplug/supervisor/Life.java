package dev.hotplug.supervisor;

import dev.hotplug.spec.Reload;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One generation of a server from its start to its end, as far as it has come. Immutable, and cut
 * to a size of which many can be kept.
 *
 * @param files of what it is started from, what was changed, where that is why; the first of them
 * @param begun when its start began
 * @param service empty until it came to serve
 * @param kept since when it serves no longer and is kept beside its successor; empty until it is
 * @param end empty until it was told to leave, or ended by itself
 * @param gone empty until nothing is left of it
 * @param stderr the last lines it wrote, oldest first, each cut to a bearable length
 */
public record Life(long generation, Origin origin, List<String> files, Reload mode, Instant begun,
    Optional<Service> service, Optional<Instant> kept, Optional<End> end, Optional<Gone> gone,
    List<String> stderr) {
  public Life {
    files = List.copyOf(files);
    stderr = List.copyOf(stderr);
  }

  /** Why it was started. */
  public enum Origin {
    /** Somebody loaded or reloaded the server. */
    REQUEST,
    /** The same, or its entry was watched; that was another one than of the generation before. */
    CONFIG,
    /** Files that it is made of were changed while they were watched. */
    FILES,
    /** A call needed the server. */
    CALL,
    /** The generation before had crashed. */
    CRASH
  }

  /**
   * It came to serve.
   *
   * @param switching from its being ready until calls went to it
   * @param diff against the tools of the one that had served before it; the first names of each
   *   kind
   * @param diffLeftOut how many names that is not all
   */
  public record Service(Instant since, Readiness.Timing timing, Duration switching,
      CatalogDiff diff, int diffLeftOut) {}

  /**
   * It serves no longer, or never did.
   *
   * @param cause why; empty where nothing went wrong
   */
  public record End(How how, Instant at, Optional<Cause> cause) {}

  /** How a generation comes to leave. */
  public enum How {
    /** A newer one took its place, or is to take it. */
    SUPERSEDED,
    /** The server was unloaded. */
    UNLOADED,
    /** It ended by itself, with an error or under its calls. */
    CRASHED,
    /** It ended by itself, with exit code 0 and nothing to do. */
    EXITED,
    /** It did not start. */
    FAILED_START,
    /** Hotplug ends. */
    CLOSED
  }

  /**
   * Nothing is left of it.
   *
   * @param stopped how it was stopped, empty where a fault kept that from being known
   * @param callsCut how many calls got no answer from it, whoever ended it
   */
  public record Gone(Instant at, Optional<Stopped> stopped, int callsCut) {}

  /** Whether its start has succeeded or failed; one that was called off did neither. */
  public boolean isDecided() {
    return service.isPresent() || end.filter(it -> it.how() == How.FAILED_START).isPresent();
  }

  /** How long it has served, or did, until {@code now}; empty when it never did. */
  public Optional<Duration> uptime(Instant now) {
    var until = kept.or(() -> end.map(End::at)).orElse(now);
    return service.map(it -> Duration.between(it.since(), until));
  }

  Life with(Service how) {
    return new Life(generation, origin, files, mode, begun, Optional.of(how), kept, end, gone,
        stderr);
  }

  Life keptSince(Instant at) {
    return new Life(generation, origin, files, mode, begun, service, Optional.of(at), end, gone,
        stderr);
  }

  Life with(End how) {
    return new Life(generation, origin, files, mode, begun, service, kept, Optional.of(how), gone,
        stderr);
  }

  Life with(Gone how) {
    return new Life(generation, origin, files, mode, begun, service, kept, end, Optional.of(how),
        stderr);
  }

  Life with(List<String> lines) {
    return new Life(generation, origin, files, mode, begun, service, kept, end, gone, lines);
  }
}
