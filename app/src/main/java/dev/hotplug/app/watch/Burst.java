package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The changes since it was last calm. Times are those of {@link System#nanoTime}. Confined to one
 * thread.
 */
final class Burst {
  /** However long the writing goes on, its state so far is looked at after that. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Of more files than this, not each is remembered: all are looked at. */
  private static final int MOST = 10_000;

  private final QuietPeriod quiet;
  private final Set<Path> touched = new HashSet<>();
  private boolean isUncertain;
  private boolean isCalm = true;
  private long first;
  private long last;

  /** @param debounce how long nothing may change for a burst to be over */
  Burst(Duration debounce) {
    quiet = new QuietPeriod(debounce, debounce.compareTo(LONGEST) > 0 ? debounce : LONGEST);
  }

  void touched(Path file, long at) {
    changed(at);
    if (touched.size() < MOST) touched.add(file);
    else isUncertain = true;
  }

  /** Anything may have changed. */
  void uncertain(long at) {
    changed(at);
    isUncertain = true;
  }

  private void changed(long at) {
    if (isCalm) first = at;
    isCalm = false;
    last = at;
    quiet.changed(at);
  }

  /** When it is over unless something else changes; empty while all is calm. */
  OptionalLong due() {
    return quiet.due();
  }

  /** Whether all of it happened in {@code span}. */
  boolean isWithin(OwnWork span) {
    return span.contains(first) && span.contains(last);
  }

  /** Ends it: which files hold something else than before. */
  List<Path> settle(Digests digests) {
    var changed = isUncertain ? digests.changedAnywhere() : digests.changed(touched);
    forget();
    return changed;
  }

  /** Ends it, whatever it was. */
  void forget() {
    touched.clear();
    isUncertain = false;
    isCalm = true;
    quiet.over();
  }
}
