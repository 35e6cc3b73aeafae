package dev.hotplug.supervisor;

import dev.hotplug.spec.Timeouts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A generation that makes way for another, as it goes. Thread-safe. */
public final class Departure {
  /** What a stop may take beyond its own limits: to sweep, and for a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final long generation;
  private final Timeouts timeouts;
  private final InFlight inFlight;
  private volatile @Nullable Duration hurry;
  private final CompletableFuture<Optional<Retirement>> gone = new CompletableFuture<>();

  Departure(long generation, Timeouts timeouts, InFlight inFlight) {
    this.generation = generation;
    this.timeouts = timeouts;
    this.inFlight = inFlight;
  }

  /** Its number. */
  public long generation() {
    return generation;
  }

  /** Its calls have so long to end, and nobody has any say in it any more. */
  void hurry(Duration most) {
    hurry = most;
  }

  /** How many calls it may still finish; none of those that have but a moment. */
  public int finishing() {
    return hurry == null ? inFlight.finishing() : 0;
  }

  /** How long it may take to end, once it may finish no calls. */
  public Duration longestEnd() {
    var moment = hurry;
    var end = timeouts.eof().plus(timeouts.term()).plus(MARGIN);
    return moment == null ? end : end.plus(moment);
  }

  /**
   * Completes when it is gone, with how it went; empty when that is not known, by a fault of ours.
   */
  public CompletableFuture<Optional<Retirement>> gone() {
    return gone;
  }
}
