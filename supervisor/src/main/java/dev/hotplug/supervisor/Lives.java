package dev.hotplug.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The generations of one server, at one moment.
 *
 * @param kept the last ones and whoever serves or leaves, oldest first
 * @param forgotten how many there were besides these
 * @param restarts how often it was started because it had crashed
 * @param at the moment
 */
public record Lives(List<Life> kept, long forgotten, long restarts, Instant at) {
  public Lives {
    kept = List.copyOf(kept);
  }

  /** The last start that has succeeded or failed; empty before the first. */
  public Optional<Life> lastStart() {
    return kept.reversed().stream().filter(Life::isDecided).findFirst();
  }

  /** The last one that took over from another; empty where none has, or that is forgotten. */
  public Optional<Life> lastReload() {
    var served = kept.stream().filter(life -> life.service().isPresent()).toList();
    for (int i = served.size() - 1; i > 0; i--) {
      var before = served.get(i - 1).end();
      if (before.isPresent() && before.get().how() == Life.How.SUPERSEDED) {
        return Optional.of(served.get(i));
      }
    }
    return Optional.empty();
  }
}
