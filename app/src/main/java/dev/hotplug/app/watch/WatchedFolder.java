package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A folder that one or several observers watch. Confined to the thread of its
 * {@link SourceWatcher}; only {@link #degraded} and {@link #remove} are for all, and what is heard
 * from the system.
 */
final class WatchedFolder implements Root.Selection, Ear.Hearer {
  /** One observer, and what it wants to know of. */
  record Watcher(Root root, Observer observer) {}

  /** How changes are noticed at the moment. */
  private sealed interface Way {
    /** The system tells; what links lead to is looked at. */
    record Told(Ear ear, Poll links) implements Way {}

    /** The system tells nothing, and is asked again at {@code again}. */
    record Looking(Poll files, long again) implements Way {}

    /** There is no folder. */
    record Nothing() implements Way {}
  }

  private final Path folder;
  private final Ear.Opener opener;
  private final Duration patience;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private Way way = new Way.Nothing();
  /** Which folder was there when the way was chosen; empty if none was. */
  private Optional<Object> identity = Optional.empty();
  private volatile Optional<String> degraded = Optional.empty();

  /**
   * @param patience how long to look oneself before the system is asked again
   */
  WatchedFolder(Path folder, Ear.Opener opener, Duration patience) {
    this.folder = folder;
    this.opener = opener;
    this.patience = patience;
  }

  Optional<String> degraded() {
    return degraded;
  }

  /** Begins to tell {@code watcher}. The others are told to look: ways may change. */
  void add(Watcher watcher) {
    var others = List.copyOf(watchers);
    watchers.add(watcher);
    renew();
    others.forEach(each -> each.observer.uncertain());
  }

  /** What only {@code watcher} wanted may still be listened to. On any thread. */
  void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  void close() {
    close(way);
    way = new Way.Nothing();
  }

  /** To be called every second or so. */
  void look() {
    if (!identity.equals(identity())) {
      startOver();
      return;
    }
    switch (way) {
      case Way.Told(var ear, var _) when ear.isFailing() -> startOver();
      case Way.Told(var _, var links) -> links.changes().forEach(this::changed);
      case Way.Looking looking -> look(looking);
      case Way.Nothing _ -> {
        // It is still missing, as its identity says.
      }
    }
  }

  @Override
  public void changed(Path file) {
    for (var each : watchers) {
      if (each.root.takes(file)) each.observer.changed(file);
    }
  }

  @Override
  public void uncertain() {
    watchers.forEach(each -> each.observer.uncertain());
  }

  @Override
  public boolean enters(Path below) {
    return watchers.stream().anyMatch(each -> each.root.selection().enters(below));
  }

  @Override
  public boolean takes(Path file) {
    return watchers.stream().anyMatch(each -> each.root.selection().takes(file));
  }

  private void look(Way.Looking looking) {
    if (System.nanoTime() - looking.again >= 0) renew();
    if (way instanceof Way.Told) {
      uncertain();
    } else {
      looking.files.changes().forEach(this::changed);
    }
  }

  private void startOver() {
    renew();
    uncertain();
  }

  /** Chooses the way again, and leaves the old one only then: nothing is missed between them. */
  private void renew() {
    var before = way;
    identity = identity();
    way = choose();
    close(before);
    if (way instanceof Way.Looking && before instanceof Way.Told) {
      // There may have been room for one ear only.
      way = choose();
    }
  }

  private Way choose() {
    if (identity.isEmpty()) {
      degraded = Optional.of(("There is no folder %s. It is looked for every second or so."
          + " Make it, or change what is watched.").formatted(folder));
      return new Way.Nothing();
    }
    try {
      var ear = opener.open(folder, this, this);
      degraded = Optional.empty();
      return new Way.Told(ear, new Poll(ear::links));
    } catch (IOException e) {
      var files = way instanceof Way.Looking(var same, var _) ? same : new Poll(this::files);
      degraded = Optional.of(reason(e));
      return new Way.Looking(files, System.nanoTime() + patience.toNanos());
    }
  }

  private String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return ("The folder %s may not be read. It is tried again every second or so."
          + " Let this user read it.").formatted(folder);
    }
    return ("The system does not tell of changes below %s: %s. They are looked for every second"
        + " or so, more seldom where there are many files. Raise fs.inotify.max_user_instances and"
        + " fs.inotify.max_user_watches, or end other programs that watch files.")
        .formatted(folder, e.getMessage());
  }

  private Collection<Path> files() {
    var files = new ArrayList<Path>();
    try {
      SourceTree.walk(folder, this, files::add);
    } catch (IOException _) {
      // What was there before is looked for in any case.
      return files;
    }
    return files;
  }

  /** Tells one folder from another that takes its place. */
  private Optional<Object> identity() {
    try {
      var what = Files.readAttributes(folder, BasicFileAttributes.class);
      if (!what.isDirectory()) return Optional.empty();
      return Optional.of(Objects.requireNonNullElse(what.fileKey(), folder));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void close(Way way) {
    if (way instanceof Way.Told(var ear, var _)) ear.close();
  }
}
