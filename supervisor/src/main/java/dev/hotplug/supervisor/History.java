package dev.hotplug.supervisor;

import dev.hotplug.spec.Cut;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Life.How;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Swept;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last generations of one server: how each came to be, served and ended. Written by the
 * server's thread alone; others read what is published.
 */
final class History {
  /** So many generations are kept. */
  static final int MOST = 50;

  private static final int MOST_LINES = 20;
  private static final int LONGEST_TEXT = 300;
  private static final int MOST_NAMES = 50;
  private static final int MOST_SWEPT = 20;

  /** What is published. */
  private record Kept(List<Life> lives, long forgotten, long restarts) {}

  private final InstantSource clock;
  private final StderrTail log;
  private @Nullable ServerSpec formerSpec;
  private volatile Kept kept = new Kept(List.of(), 0, 0);

  History(InstantSource clock, StderrTail log) {
    this.clock = clock;
    this.log = log;
  }

  /** What is known now. */
  Lives lives() {
    var now = kept;
    var lives = now.lives()
        .stream()
        .map(life -> life.gone().isPresent() ? life : life.with(lastLines(life.generation())))
        .toList();
    return new Lives(lives, now.forgotten(), now.restarts(), clock.instant());
  }

  private List<String> lastLines(long generation) {
    return log.last(MOST_LINES, line -> line.generation() == generation)
        .stream()
        .map(line -> cut(line.text()))
        .toList();
  }

  /**
   * Notes a step of the rules.
   *
   * @param generations those that are not gone, by number
   */
  void note(State before, Event event, Step step, LongFunction<Generation> generations) {
    if (event instanceof Event.Connected(var number, var at) && !step.state().equals(before)) {
      change(number, life -> life.with(service(generations.apply(number).started(), at)));
      var former = step.state().base().kept();
      if (!former.equals(before.base().kept())) {
        former.ifPresent(it -> change(it, life -> life.keptSince(at)));
      }
    }
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.Start(var number) -> begin(generations.apply(number), step.state());
        case Effect.Retire(var number, var _) -> end(number, event);
        case Effect.Schedule _, Effect.Answer _ -> {
          // Nothing happens to a generation.
        }
      }
    }
  }

  /** Notes that nothing is left of a generation. */
  void gone(long number, @Nullable Retirement retirement) {
    var how = Optional.ofNullable(retirement).map(it -> cut(it.stopped()));
    int callsCut = retirement == null ? 0 : retirement.unanswered();
    var gone = new Life.Gone(clock.instant(), how, callsCut);
    change(number, life -> life.with(gone).with(lastLines(number)));
  }

  private void begin(Generation generation, State state) {
    var why = Why.of(state);
    var origin = origin(why, generation.spec());
    formerSpec = generation.spec();
    var all = new ArrayList<>(kept.lives());
    all.add(new Life(generation.number(), origin, files(why), generation.mode(), clock.instant(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    int before = all.size();
    forgetOldest(all);
    kept = new Kept(List.copyOf(all), kept.forgotten() + before - all.size(),
        kept.restarts() + (origin == Life.Origin.CRASH ? 1 : 0));
  }

  /** One that serves or leaves is not forgotten, however old it is. */
  private static void forgetOldest(List<Life> all) {
    for (var lives = all.iterator(); all.size() > MOST && lives.hasNext();) {
      if (lives.next().gone().isPresent()) lives.remove();
    }
  }

  private Life.Origin origin(Why why, ServerSpec spec) {
    return switch (why) {
      case Why.Restart _ -> Life.Origin.CRASH;
      case Why.Contested(var first, var _) -> origin(first, spec);
      case Why.Called _ -> Life.Origin.CALL;
      case Why.Changed(var change) -> switch (change.kind()) {
        case FILES -> Life.Origin.FILES;
        case CONFIG -> Life.Origin.CONFIG;
      };
      case Why.Requested _ ->
        formerSpec == null || formerSpec.equals(spec) ? Life.Origin.REQUEST : Life.Origin.CONFIG;
    };
  }

  private static List<String> files(Why why) {
    return why.edit()
        .stream()
        .flatMap(change -> change.files().stream())
        .map(History::cut)
        .toList();
  }

  /** The first reason to leave is the one that counts; later ones only hurry it. */
  private void end(long number, Event event) {
    var at = clock.instant();
    change(number, life -> life.end().isPresent() ? life : life.with(end(life, event, at)));
  }

  private static Life.End end(Life life, Event event, Instant at) {
    return switch (event) {
      case Event.Unload _, Event.Removed _ -> new Life.End(How.UNLOADED, at, Optional.empty());
      case Event.Close _ -> new Life.End(How.CLOSED, at, Optional.empty());
      case Event.StartFailed failed when failed.generation() == life.generation() ->
        new Life.End(How.FAILED_START, at, Optional.of(cut(failed.cause())));
      case Event.Ended ended when ended.generation() == life.generation() ->
        new Life.End(ending(life, ended), ended.at(), Optional.of(cut(ended.cause())));
      case Event.Load _, Event.Reload _, Event.Call _, Event.Withdrawn _, Event.Changed _, Event.Connected _, Event.StartFailed _, Event.Ended _, Event.Retired _, Event.Drained _, Event.RetryDue _ ->
        new Life.End(How.SUPERSEDED, at, Optional.empty());
    };
  }

  private static How ending(Life life, Event.Ended event) {
    return life.service()
        .map(service -> event.isDone(service.since()) ? How.EXITED : How.CRASHED)
        .orElse(How.FAILED_START);
  }

  private void change(long number, UnaryOperator<Life> how) {
    var changed = kept.lives()
        .stream()
        .map(life -> life.generation() == number ? how.apply(life) : life)
        .toList();
    kept = new Kept(changed, kept.forgotten(), kept.restarts());
  }

  private static Life.Service service(Started started, Instant at) {
    var diff = started.diff();
    var first = new CatalogDiff(first(diff.added()), first(diff.removed()), first(diff.changed()));
    return new Life.Service(at, started.timing(), started.switching(), first,
        size(diff) - size(first));
  }

  private static <T> List<T> first(List<T> names) {
    return names.subList(0, Math.min(MOST_NAMES, names.size()));
  }

  private static int size(CatalogDiff diff) {
    return diff.added().size() + diff.removed().size() + diff.changed().size();
  }

  /** The last lines are kept once, when all is over. */
  private static Cause cut(Cause cause) {
    return new Cause(cut(cause.what()), cause.exit(), List.of(), null);
  }

  private static Stopped cut(Stopped stopped) {
    var swept = stopped.swept()
        .stream()
        .limit(MOST_SWEPT)
        .map(one -> new Swept(one.pid(), cut(one.command()), one.isAlive()))
        .toList();
    return new Stopped(stopped.endedBy(), swept, stopped.exit());
  }

  private static String cut(String text) {
    return Cut.of(text, LONGEST_TEXT);
  }
}
