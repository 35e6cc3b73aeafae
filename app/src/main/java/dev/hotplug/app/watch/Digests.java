package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What the files of a server held when they were last looked at. Confined to one thread.
 *
 * <p>Files beyond the first 5,000 are not read at first, and those over 64 MiB never: such a file
 * counts as changed as soon as its {@link Stamp} is another. A file that may not be read counts as
 * changed once.
 */
final class Digests {
  private static final int MOST_READ_AT_FIRST = 5_000;

  private final Sources sources;
  private final Map<Path, Held> held = new HashMap<>();
  private final FileReading reading = new FileReading();

  private Digests(Sources sources) {
    this.sources = sources;
  }

  /** Of nothing yet. */
  static Digests of(Sources sources) {
    return new Digests(sources);
  }

  /**
   * Looks at all files, whatever was known of them.
   *
   * @return those that were modified at {@code since} or later, sorted; what they held before is
   * not known, so they have changed whatever they hold. A kernel's clock goes by ticks: what was
   * modified less than some 4 ms later may not be among them.
   */
  List<Path> baseline(Instant since) {
    long from = TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano();
    held.clear();
    var young = new ArrayList<Path>();
    for (var file : files()) {
      var stamp = Stamp.of(file);
      if (stamp.filter(it -> it.latest() >= from).isPresent()) young.add(file);
      first(file, stamp).ifPresent(it -> held.put(file, it));
    }
    // What they held at that time nobody knows any more.
    young.forEach(file -> held.replace(file, new Held.InMotion()));
    return young;
  }

  private Optional<Held> first(Path file, Optional<Stamp> stamp) {
    return held.size() < MOST_READ_AT_FIRST ? reading.read(file) : stamp.map(Held.Unread::new);
  }

  /**
   * Those of {@code touched} that hold something else than before, are new or are gone, sorted.
   * Remembers what they hold now.
   */
  List<Path> changed(Collection<Path> touched) {
    var changed = new ArrayList<Path>();
    for (var file : new TreeSet<>(touched)) {
      if (changed(file)) changed.add(file);
    }
    return changed;
  }

  /** The same for all files. Not read are those whose stamp says enough. */
  List<Path> changedAnywhere() {
    var all = files();
    all.addAll(held.keySet());
    all.removeIf(this::isSurelyTheSame);
    return changed(all);
  }

  /** How many files there were. */
  int size() {
    return held.size();
  }

  private boolean changed(Path file) {
    var now = reading.read(file);
    if (now.isEmpty()) return held.remove(file) != null;
    var before = held.put(file, now.get());
    return before == null || !before.isStill(now.get());
  }

  private boolean isSurelyTheSame(Path file) {
    var before = held.get(file);
    return before != null && Stamp.of(file).filter(before::isSurelyOf).isPresent();
  }

  private Set<Path> files() {
    Set<Path> files = new TreeSet<>();
    for (var root : sources.roots()) {
      try {
        SourceTree.walk(root.folder(), root.selection(), files::add);
      } catch (IOException _) {
        // Out of file descriptors, or a disk that fails. Files that are known are looked at one
        // by one anyway.
      }
    }
    return files;
  }
}
