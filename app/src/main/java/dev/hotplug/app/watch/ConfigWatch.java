package dev.hotplug.app.watch;

import dev.hotplug.app.watch.Announcer.Level;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.Problem;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.ServerState;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Watches the files of the configuration, on a virtual thread of its own, {@code watch-config}. Of
 * a new version, what it changes for servers that somebody wants to run is carried out, and nothing
 * else is touched; what cannot be read or used changes nothing.
 */
final class ConfigWatch implements Observer, AutoCloseable {
  /**
   * What it works with.
   *
   * @param file absolute, the first file of the configuration, whether it exists or not
   */
  record Parts(Supplier<Configuration> reading, BiPredicate<Entry, Configuration> isOurs, Path file,
      Watching watching, Means means) {}

  private static final Duration QUIET = Duration.ofMillis(100);

  /** For a start that was asked for to begin. */
  private static final Duration MOMENT = Duration.ofMillis(100);

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Set<ServerState> UNWANTED = Set.of(ServerState.STOPPED, ServerState.CLOSED);
  private static final int MOST_NAMED = 10;
  private static final int MOST_WAITING = 1_000;

  private final Parts parts;
  private final LinkedBlockingQueue<Long> changes = new LinkedBlockingQueue<>();
  private final QuietPeriod quiet = new QuietPeriod(QUIET, LONGEST);
  private final ConfigFiles files;

  /** The last usable word on each server. */
  private final Map<String, Entry> known = new TreeMap<>();

  private volatile boolean isPending;
  private volatile long lookedAt = System.nanoTime();
  private List<Problem> told = List.of();
  private final Thread thread = Thread.ofVirtual().name("watch-config").unstarted(this::work);

  ConfigWatch(Parts parts) {
    this.parts = parts;
    this.files = new ConfigFiles(parts.means().watcher(), this);
  }

  void begin() {
    thread.start();
  }

  @Override
  public void changed(Path file) {
    uncertain();
  }

  @Override
  public void uncertain() {
    isPending = true;
    // A few say as much as many.
    if (changes.size() < MOST_WAITING) changes.add(System.nanoTime());
  }

  /** Whether something was changed that was not carried out a moment ago; anybody may ask. */
  boolean isPending() {
    return isPending || System.nanoTime() - lookedAt < MOMENT.toNanos();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void work() {
    try {
      safely(this::first);
      while (true) {
        awaitChange();
        safely(this::look);
        lookedAt = System.nanoTime();
        isPending = !changes.isEmpty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      files.close();
    }
  }

  private void awaitChange() throws InterruptedException {
    quiet.changed(changes.take());
    for (var due = quiet.due(); due.isPresent(); due = quiet.due()) {
      var next = changes.poll(due.getAsLong() - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) quiet.over();
      else quiet.changed(next);
    }
  }

  /** The root of a thread: one fault must not end the watching. */
  private void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      announce(Level.ERROR, "Hotplug made a mistake while it read the configuration: " + e
          + ". Everything runs as before. Save the file again, or reload the server.");
    }
  }

  private void first() {
    files.observe(parts.file());
    var configuration = parts.reading().get();
    files.observe(configuration);
    known.putAll(configuration.entries());
    told = configuration.problems();
  }

  private void look() {
    var wanted = wanted();
    var now = parts.reading().get();
    files.observe(now);
    tellProblems(now);
    var before = Map.copyOf(known);
    known.keySet().removeIf(name -> isGone(name, now));
    now.entries().forEach((name, entry) -> {
      if (!isKept(name, now)) known.put(name, entry);
    });
    wanted().forEach((server, startedFrom) -> {
      if (startedFrom.equals(wanted.get(server))) carryOut(server, startedFrom, now);
      else uncertain();
    });
    tellNew(before);
  }

  /**
   * What each server that somebody wants was started from. One that was asked for while the files
   * were read may come from newer ones, and so is left for the next look.
   */
  private Map<String, Optional<ServerSpec>> wanted() {
    return parts.means()
        .supervisor()
        .statuses()
        .stream()
        .filter(status -> !UNWANTED.contains(status.state()))
        .collect(Collectors.toMap(ServerStatus::name,
            status -> parts.watching().startedFrom(status.name())));
  }

  /** What a file said that now is broken, or missing, holds until it is whole again. */
  private boolean isKept(String name, Configuration now) {
    var entry = known.get(name);
    return entry != null && now.leaves(entry);
  }

  private boolean isGone(String name, Configuration now) {
    return !isKept(name, now) && !now.entries().containsKey(name) && !now.unusable().contains(name);
  }

  /** What is kept may be older than what the server was started from, and is no reason to act. */
  private void carryOut(String server, Optional<ServerSpec> startedFrom, Configuration now) {
    var entry = known.get(server);
    if (isKept(server, now)) return;
    if (entry == null) {
      if (isWhole(now) && !now.unusable().contains(server)) stop(server, "its entry is gone");
    } else if (entry.disabled()) {
      stop(server, "its entry is disabled");
    } else if (entry.unset().isEmpty() && !parts.isOurs().test(entry, now)) {
      startedFrom.ifPresent(before -> replace(server, before, entry));
    }
  }

  private void replace(String server, ServerSpec before, Entry entry) {
    if (before.equals(entry.spec())) parts.watching().reconsider(server);
    else reload(entry.spec(), entry.file());
  }

  /** Whether every file that was ever read says all it has to say. */
  private boolean isWhole(Configuration now) {
    return now.damaged().isEmpty() && files.areAllIn(now);
  }

  private void stop(String server, String why) {
    parts.means().supervisor().removed(server);
    announce(Level.INFO, server,
        "\"" + server + "\": " + why + ", so it finishes its calls and is stopped.");
  }

  private void reload(ServerSpec spec, Path file) {
    var change = Change.of(Change.Kind.CONFIG, List.of(String.valueOf(file.getFileName())));
    var _ = parts.means()
        .supervisor()
        .changed(spec, change)
        .thenAccept(outcome -> tell(spec.name(), change, outcome));
  }

  private void tell(String server, Change change, StartOutcome outcome) {
    switch (outcome) {
      case StartOutcome.Serving(var started, var _) ->
        parts.means().tidings().reloaded(server, started, change);
      case StartOutcome.Failed(var cause, var still) ->
        parts.means().tidings().startFailed(server, cause, change.files(), still);
      case StartOutcome.Unloaded _, StartOutcome.Crowded _, StartOutcome.Closed _ -> {
        // Nobody wants it any more.
      }
    }
  }

  private void tellProblems(Configuration now) {
    var before = told;
    told = now.problems();
    told.stream()
        .filter(problem -> !before.contains(problem))
        .limit(MOST_NAMED)
        .forEach(problem -> announce(Level.WARNING,
            problem + " What runs goes on as it was. Mend it and save: it is read by itself."));
  }

  private void tellNew(Map<String, Entry> before) {
    var names = known.keySet()
        .stream()
        .filter(name -> !before.containsKey(name))
        .limit(MOST_NAMED)
        .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      announce(Level.INFO, "New in the configuration: " + names
          + ". Nothing of it runs yet; list_available_servers {} shows all.");
    }
  }

  private void announce(Level level, String sentence) {
    announce(level, "configuration", sentence);
  }

  private void announce(Level level, String about, String sentence) {
    parts.means().tidings().announcer().announce(level, about, sentence);
  }
}
