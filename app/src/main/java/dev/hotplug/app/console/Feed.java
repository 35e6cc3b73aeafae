package dev.hotplug.app.console;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.debug.Debugged;
import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.app.watch.WatchStatus;
import dev.hotplug.supervisor.ServerState;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.StderrTail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** All that is new of one server, in the order of time. Confined to one thread. */
final class Feed {
  private static final int MOST_LINES = 1_000;

  private final Engine engine;
  private final String server;
  private final Journal journal;
  private long heard;
  private Instant built = Instant.MIN;
  private boolean isBuilding;
  private boolean isStopped;
  private long debugged;

  Feed(Engine engine, String server, Journal journal) {
    this.engine = engine;
    this.server = server;
    this.journal = journal;
  }

  /** What is new since the last time. */
  List<Item> next(Instant now) {
    serving().ifPresent(this::hear);
    var news = journal.take();
    putOutput(now, news);
    putBuilds(now, news);
    putStop(now, news);
    // The journal tells it, whoever takes it; what is taken is what the next reload compares with.
    var _ = engine.replayed(server);
    news.sort(Comparator.comparing(Item::time));
    return news;
  }

  /** Has the journal tell what nobody hears of, unless the answer of a start has told it. */
  private void hear(long generation) {
    engine.linting().news(server, generation).forEach(journal::warn);
    if (generation == debugged) return;
    debugged = generation;
    engine.debugged(server, generation).ifPresent(it -> {
      switch (it) {
        case Debugged.Listening listening -> journal.add(Kind.NEWS,
            "generation " + generation + " can be debugged. " + listening.attach());
        case Debugged.Unattachable(var _, var why) -> journal.warn(why);
      }
    });
  }

  private void putOutput(Instant now, List<Item> into) {
    var log = engine.supervisor().log(server);
    if (log.isEmpty()) return;
    var since = log.get().since(heard);
    long missed = since.count() - heard - Math.min(since.lines().size(), MOST_LINES);
    heard = since.count();
    var lines = since.lines();
    var shown = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    if (missed > 0) {
      var at = shown.isEmpty() ? now : shown.getFirst().time();
      into.add(Item.of(at, Kind.OUTPUT, "(" + missed + " more lines)"));
    }
    shown.forEach(line -> into.add(item(line)));
  }

  private static Item item(StderrTail.Line line) {
    return Item.of(line.time(), Kind.OUTPUT, "g" + line.generation() + "| " + line.text());
  }

  /** One that ended in order is not watched any more, so no edit starts it. */
  private void putStop(Instant now, List<Item> into) {
    boolean isStoppedNow = engine.supervisor()
        .status(server)
        .filter(status -> status.state() == ServerState.STOPPED)
        .isPresent();
    if (isStoppedNow && !isStopped) {
      into.add(Item.of(now, Kind.TROUBLE, "it does not run, and no save starts it; press r"));
    }
    isStopped = isStoppedNow;
  }

  private void putBuilds(Instant now, List<Item> into) {
    var build = engine.watching().status(server).flatMap(WatchStatus::build);
    boolean runs = build.filter(WatchStatus.BuildStatus::isRunning).isPresent();
    if (runs && !isBuilding) {
      into.add(Item.of(now, Kind.NEWS,
          "the build begins: " + String.join(" ", build.orElseThrow().command())));
    }
    isBuilding = runs;
    var ended = new ArrayList<>(engine.watching().builds().of(server));
    ended.removeIf(result -> !result.at().isAfter(built));
    if (ended.isEmpty()) return;
    built = ended.getLast().at();
    ended.forEach(result -> into.add(item(result)));
  }

  private Item item(BuildResult result) {
    return Item.of(result.at().plus(result.took()), result.isSuccess() ? Kind.NEWS : Kind.TROUBLE,
        Wording.built(result, serving()));
  }

  private OptionalLong serving() {
    return engine.supervisor()
        .status(server)
        .filter(ServerStatus::serves)
        .map(status -> OptionalLong.of(status.generation()))
        .orElse(OptionalLong.empty());
  }
}
