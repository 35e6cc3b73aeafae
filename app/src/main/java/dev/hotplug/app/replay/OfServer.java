package dev.hotplug.app.replay;

import dev.hotplug.spec.Replay;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of one server, and what is still to be told of it. Thread-safe. */
final class OfServer {
  private final Memory memory;
  private volatile Replay policy = new Replay.Remember();

  /** Those that were started since something was changed. */
  private final TreeSet<Long> changed = new TreeSet<>();

  private long newest;
  private volatile @Nullable Outcome untold;

  OfServer(LongSupplier ids) {
    this.memory = new Memory(ids);
  }

  Memory memory() {
    return memory;
  }

  Replay policy() {
    return policy;
  }

  void follow(Replay newestPolicy) {
    policy = newestPolicy;
    if (newestPolicy instanceof Replay.Off) memory.clear();
  }

  synchronized void starting(long generation, boolean isForChange) {
    if (isForChange) changed.add(generation);
  }

  /** Whether calls are to be repeated, now that {@code generation} serves; true only once. */
  synchronized boolean isDue(long generation) {
    newest = generation;
    boolean isForChange = changed.contains(generation);
    changed.headSet(generation, true).clear();
    return isForChange && Choice.isStanding(policy);
  }

  /**
   * Keeps what came of the calls that were repeated on {@code generation}, to be told.
   *
   * @return whether there is anything to tell; not where a newer one serves, which has its own
   */
  synchronized boolean keep(long generation, Outcome outcome) {
    if (generation < newest) return false;
    untold = outcome.isUneventful() ? null : outcome;
    return untold != null;
  }

  Optional<Outcome> take() {
    var outcome = news();
    outcome.map(Outcome::calls).ifPresent(this::renew);
    return outcome;
  }

  Optional<Outcome> news() {
    return untold == null ? Optional.empty() : takeUntold();
  }

  private synchronized Optional<Outcome> takeUntold() {
    var outcome = untold;
    untold = null;
    return Optional.ofNullable(outcome);
  }

  /** Somebody was told of {@code calls}, which is newer than what was still to be told of them. */
  synchronized void told(List<Repeated> calls) {
    if (untold != null) untold = without(calls, untold);
    renew(calls);
  }

  private static @Nullable Outcome without(List<Repeated> told, Outcome outcome) {
    var ids = told.stream().map(one -> one.call().id()).collect(Collectors.toSet());
    var rest = new Outcome(
        outcome.calls().stream().filter(one -> !ids.contains(one.call().id())).toList(),
        outcome.left());
    return rest.isUneventful() ? null : rest;
  }

  /** What somebody was told is what he knows, and the next time is compared with that. */
  private void renew(List<Repeated> calls) {
    for (var call : calls) {
      if (call instanceof Repeated.Different(var before, var _, var _, var answer)) {
        answer.result()
            .ifPresent(result -> memory.renew(before, result.compact(), answer.redaction()));
      }
    }
  }
}
