package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds by looking which files changed. Looks less often where looking takes long, so that it costs
 * a twentieth of a core at most, and every 5 s at least. Confined to one thread.
 */
final class Poll {
  private static final int SHARE = 20;
  private static final long SELDOMEST = Duration.ofSeconds(5).toNanos();

  private final Supplier<? extends Collection<Path>> files;
  private Map<Path, Stamp> seen = Map.of();
  private long next;

  /** Looks for the first time; {@code files} is asked at each look. */
  Poll(Supplier<? extends Collection<Path>> files) {
    this.files = files;
    look();
  }

  /** Those that changed, came or went since the last look; none where it is too early for one. */
  Set<Path> changes() {
    if (System.nanoTime() - next < 0) return Set.of();
    var before = seen;
    look();
    var changed = new HashSet<>(before.keySet());
    changed.addAll(seen.keySet());
    changed.removeIf(file -> Objects.equals(before.get(file), seen.get(file)));
    return changed;
  }

  private void look() {
    long begin = System.nanoTime();
    var now = new HashMap<Path, Stamp>();
    // What was there is looked for even where its folder cannot be listed at the moment.
    var all = new HashSet<>(seen.keySet());
    all.addAll(files.get());
    all.forEach(file -> Stamp.of(file).ifPresent(stamp -> now.put(file, stamp)));
    seen = now;
    long end = System.nanoTime();
    next = end + Math.min(SHARE * (end - begin), SELDOMEST);
  }
}
