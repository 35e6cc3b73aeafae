package dev.hotplug.supervisor;

import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance.Elder;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One start of a server: its connection, the calls on it, and how it came to be. Thread-safe; what
 * happens to it is decided by its {@link Server} alone.
 */
final class Generation {
  private final long number;
  private final ServerSpec spec;
  private final Why why;
  private final InFlight inFlight;
  private final Departure departure;
  private volatile boolean hasAnswered;
  private final CompletableFuture<Upstream> upstream = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();
  private volatile Readiness.@Nullable Ready ready;
  private volatile long readyNanos;
  private volatile @Nullable Started started;
  private volatile List<Departure> predecessors = List.of();

  /** Why it is let go; empty until it is. */
  private volatile String reason = "";

  private volatile int cut;

  Generation(long number, ServerSpec spec, Why why) {
    this.number = number;
    this.spec = spec;
    this.why = why;
    this.inFlight = new InFlight(spec.options().limits().inFlight());
    this.departure = new Departure(number, spec.options().timeouts(), inFlight);
  }

  long number() {
    return number;
  }

  ServerSpec spec() {
    return spec;
  }

  /** Why it is started. */
  Why why() {
    return why;
  }

  /** The generation that had to go first, empty where none had. */
  private Optional<Elder> displaced() {
    return why instanceof Why.Contested(var _, var elder) ? Optional.of(elder) : Optional.empty();
  }

  /** How it follows the one before it. */
  Reload mode() {
    return displaced().isPresent() ? Reload.REPLACE : spec.options().reload();
  }

  /** Its processes among those of {@code census}; none until there is a connection. */
  Footprint footprint(Census census) {
    return upstream.isDone() ? upstream.join().footprint(census) : Footprint.NONE;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Completes when there is a connection, ready or not. */
  CompletableFuture<Upstream> upstream() {
    return upstream;
  }

  /** Completes when it has begun to leave, and calls can no longer be given to it. */
  CompletableFuture<@Nullable Void> left() {
    return left;
  }

  void becameReady(Readiness.Ready how) {
    readyNanos = System.nanoTime();
    ready = how;
  }

  /**
   * Says that it comes to serve now.
   *
   * @param old the one that had served last, if any had
   * @param oldTools what that one offered
   * @param madeWay those that made way for it
   */
  void comesToServe(OptionalLong old, ToolCatalog oldTools, List<Departure> madeWay) {
    var how = ready;
    if (how == null) throw new IllegalStateException("generation " + number + " is not ready");
    var switching = Duration.ofNanos(System.nanoTime() - readyNanos);
    predecessors = List.copyOf(madeWay);
    started = new Started(number, old, mode(), how.tools(),
        CatalogDiff.between(oldTools, how.tools()), how.timing(), switching, displaced());
  }

  /** How it came to serve. */
  Started started() {
    var how = started;
    if (how == null) throw new IllegalStateException("generation " + number + " never served");
    return how;
  }

  /** Whether it came to serve, however long ago. */
  boolean hasServed() {
    return started != null;
  }

  /** Says that it has answered a call. */
  void answered() {
    if (!hasAnswered) hasAnswered = true;
  }

  /** What was made of it until now, or until it ended. */
  Event.Use use() {
    if (inFlight.engaged() > 0) return Event.Use.ENGAGED;
    return hasAnswered ? Event.Use.ANSWERED : Event.Use.NONE;
  }

  /** It is let go; said again, the newest reason counts. */
  void letGo(String why) {
    reason = why;
  }

  /** It is ended though that many calls are in flight, for the reason it was let go. */
  void cut(int calls) {
    cut = calls;
  }

  /** Why we ended it under its calls; null when we did not. */
  @Nullable
  Cause farewell() {
    return cut == 0 ? null : Cause.of("was ended because " + reason);
  }

  Retirement retirement(Stopped stopped) {
    return new Retirement(number, stopped, cut, inFlight.engaged(), reason);
  }

  /** Its leaving, for those who look on. */
  Departure departure() {
    return departure;
  }

  /** Those that made way for it. */
  List<Departure> predecessors() {
    return predecessors;
  }
}
