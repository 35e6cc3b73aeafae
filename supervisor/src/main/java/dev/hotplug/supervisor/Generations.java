package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The generations of one server that are not gone. Each is started, and let go, on a virtual thread
 * of its own, {@code start-<name>-<number>} and {@code retire-<name>-<number>}, which waits and
 * then posts what came of it. Changed on the server's thread alone; anybody may look.
 */
final class Generations {
  private final String name;
  private final Supervisor.Means means;
  private final StderrTail log;
  private final Consumer<Event> mailbox;
  private final Consumer<Throwable> faults;
  private final ConcurrentHashMap<Long, Generation> present = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Stopped> stops = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param mailbox where the server hears what came of a start or an end
   * @param faults hears what must not go wrong and did
   */
  Generations(String name, Supervisor.Means means, StderrTail log, Consumer<Event> mailbox,
      Consumer<Throwable> faults) {
    this.name = name;
    this.means = means;
    this.log = log;
    this.mailbox = mailbox;
    this.faults = faults;
  }

  void add(long number, ServerSpec spec) {
    present.put(number, new Generation(number, spec));
  }

  void remove(long number) {
    present.remove(number);
  }

  /** One that is not gone. */
  Generation get(long number) {
    var generation = present.get(number);
    if (generation == null) throw new IllegalStateException("no generation " + number);
    return generation;
  }

  /** How those of {@code gone} went that somebody has waited for until now. */
  List<Retirement> retirements(Set<Long> gone) {
    var retirements = new ArrayList<Retirement>();
    for (long generation : new TreeSet<>(gone)) {
      var stopped = stops.get(generation);
      if (stopped != null) retirements.add(new Retirement(generation, stopped));
    }
    return retirements;
  }

  /** Forgets how those went that nobody waits for any more. */
  void forget(State.Base base) {
    stops.keySet()
        .removeIf(gone -> !base.leaving().contains(gone)
            && base.farewells().stream().noneMatch(f -> f.generations().contains(gone)));
  }

  /** Tells all connections; those not yet there as soon as they are. */
  void tellConnections(Consumer<Upstream> what) {
    for (var generation : present.values()) {
      var _ = generation.upstream().thenAccept(what);
    }
  }

  void start(long number) {
    var generation = get(number);
    Thread.ofVirtual().name("start-" + name + "-" + number).start(() -> connect(generation));
  }

  private void connect(Generation generation) {
    if (generation.left().isDone()) {
      failed(generation, Cause.of("was called off before it was started"));
      return;
    }
    try {
      var upstream = means.connector().open(generation.spec(), generation.number(), log);
      generation.upstream().complete(upstream);
      switch (upstream.prepare()) {
        case Readiness.Ready ready -> connected(generation, upstream, ready);
        case Readiness.Failed(var cause) -> failed(generation, cause);
      }
    } catch (Throwable e) {
      // The root of a thread: whatever it is, those who wait for this start must hear of it.
      failed(generation, Cause.of("could not be started, by a fault in Hotplug: " + e));
    }
  }

  private void connected(Generation generation, Upstream upstream, Readiness.Ready ready) {
    generation.becameReady(ready);
    mailbox.accept(new Event.Connected(generation.number(), means.clock().instant()));
    var _ = upstream.ended()
        .thenAccept(cause -> mailbox.accept(new Event.Ended(generation.number(),
            means.clock().instant(), cause, generation.engaged())));
  }

  private void failed(Generation generation, Cause cause) {
    generation.upstream().complete(Upstream.unstartable(cause));
    mailbox.accept(new Event.StartFailed(generation.number(), cause, Event.Obstacle.NONE));
  }

  /** Lets one go; said again with less patience, it goes sooner. */
  void retire(long number, Patience patience) {
    var generation = present.get(number);
    if (generation == null) return;
    generation.inFlight().close();
    switch (patience) {
      case UNTIL_CALLS_END -> {
        // They end by themselves, or by their own deadlines.
      }
      case DRAIN_TIME ->
        generation.inFlight().limit(generation.spec().options().timeouts().drain());
      case NONE -> generation.inFlight().limit(Duration.ZERO);
    }
    if (generation.left().complete(null)) {
      Thread.ofVirtual().name("retire-" + name + "-" + number).start(() -> dismiss(generation));
    }
  }

  private void dismiss(Generation generation) {
    try {
      int cut = generation.inFlight().awaitEmpty();
      var upstream = generation.upstream().join();
      if (cut > 0 && !upstream.ended().isDone()) {
        generation.bidFarewell("was stopped by Hotplug before it had answered");
      }
      stops.put(generation.number(), upstream.close());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable fault) {
      // The root of a thread: those who wait for this end must hear of it all the same.
      faults.accept(fault);
    } finally {
      mailbox.accept(new Event.Retired(generation.number()));
    }
  }
}
