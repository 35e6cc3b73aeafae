package dev.hotplug.supervisor;

import dev.hotplug.spec.Timeouts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A generation that makes way for another, as it goes. Thread-safe. */
public final class Departure {
  /** What a stop may take beyond its own limits: to sweep, and for a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final long generation;
  private final Timeouts timeouts;
  private final InFlight inFlight;
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

  /** How many calls it may still finish. */
  public int finishing() {
    return inFlight.finishing();
  }

  /** How long it may take to end once it finishes no calls. */
  public Duration longestEnd() {
    return timeouts.eof().plus(timeouts.term()).plus(MARGIN);
  }

  /**
   * Completes when it is gone, with how it went; empty when that is not known, by a fault of ours.
   */
  public CompletableFuture<Optional<Retirement>> gone() {
    return gone;
  }
}
