package dev.hotplug.app.watch;

import dev.hotplug.app.watch.Announcer.Level;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Watch;
import dev.hotplug.supervisor.ServerState;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CommandRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the sources of every server that is loaded, and has it started anew when they change.
 * What is watched is decided on one virtual thread, {@code watching}; each server then has a loop
 * of its own. Thread-safe.
 */
public final class Watching implements AutoCloseable {
  /**
   * What it works with.
   *
   * @param reading reads the configuration
   * @param isOurs whether an entry is our own
   * @param file absolute, the first file of the configuration, whether it exists or not
   * @param folder where a server runs whose entry names no folder
   */
  public record Parts(Supervisor supervisor, Supplier<Configuration> reading,
      BiPredicate<Entry, Configuration> isOurs, Path file, Path folder, CommandRun commands,
      Announcer announcer, InstantSource clock) {}

  /** Files have coarser times than clocks have. */
  private static final Duration GRAIN = Duration.ofMillis(20);

  /**
   * What somebody wants at run time.
   *
   * @param paths in place of what the entry says; null for that
   */
  private record Wish(boolean enabled, @Nullable List<String> paths) {
    /** Whoever wants it watched overrules an entry that does not. */
    Watch overrule(Watch watch) {
      if (paths != null) return new Watch.Globs(null, paths);
      return enabled && watch instanceof Watch.Off ? new Watch.Inferred() : watch;
    }
  }

  /** What becomes of the wish to have a server built. */
  public enum BuildWish {
    /** It is built as soon as nothing else is done with it. */
    GRANTED,
    /** Nothing is done: there is no build. */
    NO_BUILD,
    /** Nothing is done: it does not run, or is none whose sources could be watched. */
    NOT_WATCHED
  }

  private final Parts parts;
  private final News news = new News();
  private final Builds builds = new Builds();
  private final SourceWatcher watcher = new SourceWatcher();
  private final Means means;
  private final ConfigWatch configuration;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<String, Loop> loops = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Wish> wishes = new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofVirtual().name("watching").unstarted(this::work);

  /** Watches nothing yet. */
  public Watching(Parts parts) {
    this.parts = parts;
    this.means = new Means(parts.supervisor(), watcher,
        new CommandBuilder(parts.commands(), parts.supervisor(), parts.clock()), builds,
        new Tidings(news, parts.announcer()), this::isConfiguring);
    this.configuration = new ConfigWatch(
        new ConfigWatch.Parts(parts.reading(), parts.isOurs(), parts.file(), this, means));
  }

  /** Begins to work; to be called once. */
  public void begin() {
    thread.start();
    configuration.begin();
  }

  /**
   * What is to be told with an answer of {@code generation} of a server, and told only this once.
   * Does not wait.
   */
  public Optional<News.Item> news(String server, long generation) {
    return news.take(server, generation, () -> parts.supervisor().started(server));
  }

  /** What keeps the newest change of a server from being served; empty when nothing does. */
  public Optional<News.Failure> failure(String server) {
    return news.standing(server);
  }

  /** How the builds of servers went. */
  public Builds builds() {
    return builds;
  }

  /** Hears what happens to servers. Short; called on their threads. */
  public void hear(SupervisorEvent event) {
    news.hear(event);
    switch (event) {
      case SupervisorEvent.Starting(var server, var _, var spec, var _) -> {
        var now = parts.clock().instant();
        tasks.add(() -> starting(server, spec, now));
      }
      case SupervisorEvent.Unloaded(var server) -> tasks.add(() -> stop(server));
      case SupervisorEvent.Exited(var server, var _, var _) -> tasks.add(() -> exited(server));
      case SupervisorEvent.Loaded _, SupervisorEvent.Reloaded _, SupervisorEvent.ToolsChanged _, SupervisorEvent.StartFailed _, SupervisorEvent.KeptEnded _, SupervisorEvent.Restarting _, SupervisorEvent.GaveUp _, SupervisorEvent.Retired _ -> {
        // It is wanted still, and so watched: an edit may mend it.
      }
    }
  }

  /** How a server is watched; empty when it is not loaded. */
  public Optional<WatchStatus> status(String server) {
    return Optional.ofNullable(loops.get(server)).map(Loop::status);
  }

  /**
   * Has a server watched or not, until it is unloaded.
   *
   * @param paths what to watch of it, seen from its folder; null for what it was
   * @return how it is watched then; empty when it is not loaded; fails with an
   * {@link IllegalArgumentException} when paths are no globs, and then nothing has changed
   */
  public CompletableFuture<Optional<WatchStatus>> want(String server, boolean enabled,
      @Nullable List<String> paths) {
    var done = new CompletableFuture<Optional<WatchStatus>>();
    tasks.add(() -> {
      try {
        done.complete(wanted(server, enabled, paths));
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  /** Has a server built and then started anew, though nothing was changed. Does not wait. */
  public BuildWish build(String server) {
    var loop = loops.get(server);
    if (loop == null) return BuildWish.NOT_WATCHED;
    if (loop.plan().build().isEmpty()) return BuildWish.NO_BUILD;
    loop.post(new Notice.BuildWanted());
    return BuildWish.GRANTED;
  }

  /** Whether a server's files are watched, or will be when it is started. */
  public boolean isOn(ServerSpec spec) {
    return isEnabled(spec.name())
        && !(dev(spec.name(), wishes.get(spec.name())).watch() instanceof Watch.Off);
  }

  /** What a server was started from last; empty when it is not loaded. */
  Optional<ServerSpec> startedFrom(String server) {
    return Optional.ofNullable(loops.get(server)).map(loop -> loop.plan().spec());
  }

  private void work() {
    try {
      while (true) safely(tasks.take());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The root of a thread: one fault must not end the watching of all. */
  private void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      parts.announcer()
          .announce(Level.ERROR, "hotplug", "Hotplug made a mistake while it watched: " + e
              + ". Servers run as before, but changes may go unnoticed. Reload by hand.");
    }
  }

  private void starting(String server, ServerSpec spec, Instant when) {
    if (!(spec instanceof ServerSpec.Stdio stdio)) return;
    var loop = loops.get(server);
    if (loop != null && loop.plan().spec().equals(stdio)) loop.post(new Notice.Starting(when));
    else restarted(loop, plan(stdio, wishes.get(server)), when);
  }

  /** Of what is built first, an edit before the start may not be in it. */
  private void restarted(@Nullable Loop before, Plan plan, Instant when) {
    if (before == null || plan.build().isEmpty()) watch(plan, when);
    else
      watch(plan, before.owedSince().filter(when::isAfter).map(it -> it.minus(GRAIN)).orElse(when));
  }

  private void watch(Plan plan, Instant since) {
    var server = plan.spec().name();
    var before = loops.get(server);
    loops.put(server, Loop.begin(plan, means, since, isEnabled(server)));
    if (before != null) before.close();
  }

  /** What one loop has not brought to an end is for the next. */
  private Instant owed(Loop loop) {
    return loop.owedSince().orElseGet(() -> parts.clock().instant()).minus(GRAIN);
  }

  private Plan plan(ServerSpec.Stdio spec, @Nullable Wish wish) {
    return Plan.of(spec, parts.folder(), dev(spec.name(), wish));
  }

  private boolean isEnabled(String server) {
    var wish = wishes.get(server);
    return wish == null || wish.enabled();
  }

  private Dev dev(String server, @Nullable Wish wish) {
    var dev = parts.reading().get().entry(server).map(Entry::dev).orElse(Dev.DEFAULT);
    return wish == null ? dev : dev.with(wish.overrule(dev.watch()));
  }

  private Optional<WatchStatus> wanted(String server, boolean enabled,
      @Nullable List<String> paths) {
    var loop = loops.get(server);
    if (loop == null) return Optional.empty();
    var before = wishes.get(server);
    var wish = new Wish(enabled, paths == null && before != null ? before.paths() : paths);
    var plan = plan(loop.plan().spec(), wish);
    wishes.put(server, wish);
    if (plan.dev().equals(loop.plan().dev())) loop.want(enabled);
    else watch(plan, owed(loop));
    return status(server);
  }

  /** The entry of a server may change how it is watched while it runs. */
  void reconsider(String server) {
    tasks.add(() -> {
      var loop = loops.get(server);
      if (loop == null) return;
      var plan = plan(loop.plan().spec(), wishes.get(server));
      if (!plan.dev().equals(loop.plan().dev())) watch(plan, owed(loop));
    });
  }

  /** One that ended with nothing to do is not wanted until somebody calls it. */
  private void exited(String server) {
    parts.supervisor()
        .status(server)
        .filter(status -> status.state() == ServerState.STOPPED)
        .ifPresent(_ -> stop(server));
  }

  private void stop(String server) {
    var loop = loops.remove(server);
    if (loop != null) loop.close();
    wishes.remove(server);
  }

  @Override
  public void close() {
    thread.interrupt();
    configuration.close();
    loops.values().forEach(Loop::close);
    watcher.close();
  }

  private boolean isConfiguring() {
    return configuration.isPending();
  }
}
