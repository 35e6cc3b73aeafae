package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Effect.Patience;
import dev.hotplug.supervisor.Event.Obstacle;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one server that are not gone. Each is started, and let go, on a virtual thread
 * of its own, {@code start-<name>-<number>} and {@code retire-<name>-<number>}, which waits and
 * then posts what came of it. Changed on the server's thread alone; anybody may look.
 */
final class Generations {
  /** For the calls of a generation that must make room. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final String name;
  private final Supervisor.Means means;
  private final StderrTail log;
  private final Consumer<Event> mailbox;
  private final Consumer<Throwable> faults;
  private final ConcurrentHashMap<Long, Generation> present = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Retirement> retired = new ConcurrentHashMap<>();

  /** Those that made way for the next to serve. Confined to the server's thread. */
  private final LinkedHashSet<Departure> departing = new LinkedHashSet<>();

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

  /** Before a step is seen: what it starts is there, and who makes way for whom is known. */
  void prepare(Step step, ServerSpec spec) {
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.Start(var number) -> add(number, spec, Why.of(step.state()));
        case Effect.Retire(var number, var patience) -> depart(present.get(number), patience);
        case Effect.Schedule _, Effect.Answer _ -> {
          // Neither starts nor ends anything.
        }
      }
    }
    if (step.state() instanceof State.Stopped) departing.clear();
  }

  /** Whoever is given no time at all has ended already, or never served, or nobody comes after. */
  private void depart(@Nullable Generation generation, Patience patience) {
    if (generation == null || patience == Patience.NONE || !generation.hasServed()) return;
    departing.add(generation.departure());
  }

  /** Those that made way since this was last asked. */
  List<Departure> departures() {
    var all = List.copyOf(departing);
    departing.clear();
    return all;
  }

  private void add(long number, ServerSpec spec, Why why) {
    present.put(number, new Generation(number, spec, why));
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

  /** One that came to serve and is not gone, null where there is none of that number. */
  @Nullable
  Generation named(long number) {
    var generation = present.get(number);
    return generation != null && generation.hasServed() ? generation : null;
  }

  /** Those that a call may name, oldest first. */
  List<Reachable> reachable() {
    return present.values()
        .stream()
        .filter(it -> it.hasServed() && it.inFlight().admitsByName())
        .map(Reachable::of)
        .sorted(Comparator.comparingLong(Reachable::generation))
        .toList();
  }

  /** All of them as {@code census} has them, oldest first. */
  List<Member> members(State state, Census census) {
    return present.values()
        .stream()
        .map(generation -> Member.of(generation, state, census))
        .sorted(Comparator.comparingLong(Member::generation))
        .toList();
  }

  /** How one went, null before it has and when nobody waits for that any more. */
  @Nullable
  Retirement retirement(long number) {
    return retired.get(number);
  }

  /** How those of {@code gone} went that somebody has waited for until now. */
  List<Retirement> retirements(Set<Long> gone) {
    return gone.stream().sorted().map(retired::get).filter(Objects::nonNull).toList();
  }

  /** Forgets how those went that nobody waits for any more. */
  void forget(Base base) {
    retired.keySet()
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
        case Readiness.Failed(var cause) ->
          hindered(generation, cause, hindrance(generation, upstream, cause));
      }
    } catch (Throwable e) {
      // The root of a thread: whatever it is, those who wait for this start must hear of it.
      failed(generation, Cause.of("could not be started, by a fault in Hotplug: " + e));
    }
  }

  private void connected(Generation generation, Upstream upstream, Readiness.Ready ready) {
    generation.becameReady(ready);
    upstream.follow((before, now) -> changed(generation, before, now));
    mailbox.accept(new Event.Connected(generation.number(), means.clock().instant()));
    var _ = upstream.ended()
        .thenAccept(cause -> mailbox.accept(new Event.Ended(generation.number(),
            means.clock().instant(), cause, generation.use())));
  }

  /** Nobody is told of tools that nobody was shown. */
  private void changed(Generation generation, ToolCatalog before, ToolCatalog now) {
    var diff = CatalogDiff.between(before, now);
    if (diff.isEmpty() || !generation.hasServed()) return;
    try {
      means.listener()
          .accept(new SupervisorEvent.ToolsChanged(name, generation.number(), now, diff));
    } catch (Throwable fault) {
      // Whoever waits for the list must get it all the same.
      faults.accept(fault);
    }
  }

  private Hindrance hindrance(Generation generation, Upstream upstream, Cause cause) {
    var census = Census.take();
    var elders = new TreeMap<Long, Footprint>();
    for (var other : present.values()) {
      if (other.number() < generation.number()) elders.put(other.number(), other.footprint(census));
    }
    return upstream.hindrance(cause, elders, census);
  }

  private void hindered(Generation generation, Cause cause, Hindrance hindrance) {
    var event = switch (hindrance) {
      case Hindrance.Unknown _ -> failure(generation, cause);
      case Hindrance.Elder elder ->
        new Event.StartFailed(generation.number(), cause, new Obstacle.Ourselves(elder));
      case Hindrance.Stranger(var hint) -> failure(generation, cause.hinting(hint));
    };
    mailbox.accept(event);
  }

  private void failed(Generation generation, Cause cause) {
    generation.upstream().complete(Upstream.unstartable(cause));
    mailbox.accept(failure(generation, cause));
  }

  private static Event.StartFailed failure(Generation generation, Cause cause) {
    return new Event.StartFailed(generation.number(), cause, new Obstacle.None());
  }

  /**
   * Lets one go; said again with less patience, it goes sooner.
   *
   * @param state where the server is by now, which is why
   */
  void retire(long number, Patience patience, State state) {
    var generation = present.get(number);
    if (generation == null) return;
    generation.inFlight().close();
    generation.letGo(Reason.of(state, generation.spec().options().timeouts()));
    switch (patience) {
      case UNTIL_CALLS_END -> {
        // They end by themselves, or by their own deadlines.
      }
      case DRAIN_TIME -> expire(generation, generation.spec().options().timeouts().drain());
      case MOMENT -> {
        generation.departure().hurry(MOMENT);
        expire(generation, MOMENT);
      }
      case NONE -> generation.inFlight().expire();
    }
    if (generation.left().complete(null)) {
      Thread.ofVirtual().name("retire-" + name + "-" + number).start(() -> dismiss(generation));
    }
  }

  private void expire(Generation generation, Duration later) {
    var alarm = means.timer().after(later, () -> generation.inFlight().expire());
    var _ = generation.departure().gone().thenRun(alarm::cancel);
  }

  private void dismiss(Generation generation) {
    Optional<Retirement> how = Optional.empty();
    try {
      int unanswered = generation.inFlight().awaitEmpty();
      mailbox.accept(new Event.Drained(generation.number()));
      var upstream = generation.upstream().join();
      if (!upstream.ended().isDone()) generation.cut(unanswered);
      how = Optional.of(generation.retirement(upstream.close()));
      retired.put(generation.number(), how.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable fault) {
      // The root of a thread: those who wait for this end must hear of it all the same.
      faults.accept(fault);
    } finally {
      generation.departure().gone().complete(how);
      mailbox.accept(new Event.Retired(generation.number()));
    }
  }
}
