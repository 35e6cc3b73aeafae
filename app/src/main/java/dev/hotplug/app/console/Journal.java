package dev.hotplug.app.console;

import dev.hotplug.app.console.Item.Kind;
import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.app.tools.Farewells;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.SupervisorEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happened since somebody last looked, worded. What nobody fetches is forgotten, the oldest
 * first. Thread-safe.
 */
public final class Journal implements Engine.Listener {
  private static final int MOST = 1_000;

  private final String server;
  private final InstantSource clock;
  private final ArrayDeque<Item> untold = new ArrayDeque<>();

  /** What generations are started for that neither serve nor have failed, by number. */
  private final TreeMap<Long, Change> changes = new TreeMap<>();

  /** The warnings since the last generation came to serve, each of which is shown once. */
  private final HashSet<String> warned = new HashSet<>();

  private long failures;

  /** One of {@code server}. */
  public Journal(String server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void tell(Severity severity, String about, String sentences) {
    // What becomes of its changes and builds is told with what that is made of.
    boolean isToldAnyway = severity == Severity.ERROR && about.equals(server);
    if (severity.compareTo(Severity.WARNING) >= 0 && !isToldAnyway) add(Kind.TROUBLE, sentences);
  }

  @Override
  public synchronized void happened(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Starting(var _, var generation, var _, var change) ->
        change.ifPresent(it -> changes.put(generation, it));
      case SupervisorEvent.Loaded(var _, var started) -> serves(started, Wording.loaded(started));
      case SupervisorEvent.Reloaded(var _, var started) ->
        serves(started, Wording.reloaded(started, change(started.generation())));
      case SupervisorEvent.ToolsChanged changed -> add(Kind.NEWS, Wording.toolsChanged(changed));
      case SupervisorEvent.StartFailed failed -> {
        failures++;
        add(Kind.TROUBLE, Wording.startFailed(failed, change(failed.generation())));
      }
      case SupervisorEvent.Unloaded _ -> add(Kind.NEWS, "it was unloaded");
      case SupervisorEvent.Exited(var _, var generation, var cause) ->
        add(Kind.TROUBLE, Wording.ended("generation " + generation, cause));
      case SupervisorEvent.KeptEnded(var _, var generation, var cause) ->
        add(Kind.TROUBLE, Wording.ended("generation " + generation + ", which was kept,", cause));
      case SupervisorEvent.Restarting restarting -> add(Kind.NEWS, Wording.restarting(restarting));
      case SupervisorEvent.GaveUp(var _, var cause) -> add(Kind.TROUBLE, Wording.gaveUp(cause));
      case SupervisorEvent.Retired(var _, var retirement) ->
        Farewells.warnings(List.of(retirement)).forEach(this::warn);
    }
  }

  @Override
  public void repeated(String about, Outcome outcome) {
    add(Kind.NEWS, Wording.replayed(outcome));
  }

  private void serves(Started started, String words) {
    changes.headMap(started.generation(), true).clear();
    warned.clear();
    add(Kind.NEWS, words);
    started.tools().warnings().forEach(this::warn);
  }

  /** Adds a warning, unless it was added since the last generation came to serve. */
  synchronized void warn(String text) {
    if (warned.size() < MOST && warned.add(text)) add(Kind.TROUBLE, text);
  }

  /** What a generation was started for; one that was overtaken leaves it to the next. */
  private Optional<Change> change(long generation) {
    return Optional.ofNullable(changes.remove(generation));
  }

  /** Adds what happens now. */
  synchronized void add(Kind kind, String text) {
    add(Item.of(clock.instant(), kind, text));
  }

  /** Adds the outcome of a call, which is known now. */
  synchronized void addCall(long call, String text) {
    add(Item.ofCall(clock.instant(), call, text));
  }

  private void add(Item item) {
    untold.add(item);
    while (untold.size() > MOST) untold.remove();
  }

  /** How many starts have failed so far. */
  synchronized long failures() {
    return failures;
  }

  /** What happened since the last time, oldest first. */
  synchronized List<Item> take() {
    var all = new ArrayList<>(untold);
    untold.clear();
    return all;
  }
}
