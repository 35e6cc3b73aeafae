package dev.hotplug.supervisor;

import dev.hotplug.supervisor.State.Farewell;
import dev.hotplug.supervisor.State.Serving;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What every state carries.
 *
 * @param newest the highest generation started so far, 0 before the first
 * @param kept the generation that served before and lives on beside its successor; calls go to it
 *   only where it is named
 * @param leaving generations that drain or die; they never serve again
 * @param dismissed those of them that were told to go at once or have no calls
 * @param farewells who waits for some of them
 */
record Base(long newest, OptionalLong kept, SortedSet<Long> leaving, Set<Long> dismissed,
    List<Farewell> farewells) {
  /** How many generations of a server live at once, those apart that were told to go at once. */
  static final int MOST_ALIVE = 3;

  Base {
    leaving = new TreeSet<>(leaving);
    dismissed = Set.copyOf(dismissed);
    farewells = List.copyOf(farewells);
  }

  static Base fresh() {
    return new Base(0, OptionalLong.empty(), new TreeSet<>(), Set.of(), List.of());
  }

  /** Whether {@code generation} is the one that is kept. */
  boolean keeps(long generation) {
    return kept.isPresent() && kept.getAsLong() == generation;
  }

  /** Those that leave and may finish their calls, oldest first. */
  List<Long> finishing() {
    return leaving.stream().filter(generation -> !dismissed.contains(generation)).toList();
  }

  /** Whether none serves, none is kept and none leaves. */
  boolean isEmpty(Serving serving) {
    return serving instanceof Serving.Nobody && kept.isEmpty() && leaving.isEmpty();
  }

  /**
   * Those whose time is up so that, with the one about to start, no more than three live: first the
   * one that is kept, since no call needs it, then the oldest. Whoever was told to go at once, or
   * has no calls, no longer counts: his slow end must not cost another's calls.
   */
  List<Long> overdue(Serving serving) {
    int room = MOST_ALIVE - 1 - (serving instanceof Serving.By ? 1 : 0);
    var living = new ArrayList<Long>();
    kept.ifPresent(living::add);
    living.addAll(finishing());
    return living.subList(0, Math.max(0, living.size() - room));
  }

  /** The same once a newer one serves and {@code former}, if anybody, is kept in its stead. */
  Base keeping(Serving former) {
    if (!(former instanceof Serving.By by)) return this;
    var others = released(new Serving.Nobody());
    return new Base(newest, OptionalLong.of(by.generation()), others.leaving, dismissed, farewells);
  }

  /** The same once {@code former}, if anybody, leaves, and whoever was kept as well. */
  Base released(Serving former) {
    var more = new ArrayList<Long>();
    kept.ifPresent(more::add);
    if (former instanceof Serving.By by) more.add(by.generation());
    return with(more);
  }

  /** Those that leave now and did not in {@code before}, oldest first. */
  List<Long> leavingSince(Base before) {
    return leaving.stream().filter(generation -> !before.leaving.contains(generation)).toList();
  }

  Base started() {
    return new Base(newest + 1, kept, leaving, dismissed, farewells);
  }

  /** The same, with {@code more} that leave. */
  Base with(Collection<Long> more) {
    return new Base(newest, keptBut(more), union(leaving, more), dismissed, farewells);
  }

  /** The same, with {@code more} that leave at once. */
  Base dismissing(Collection<Long> more) {
    return new Base(newest, keptBut(more), union(leaving, more), union(dismissed, more), farewells);
  }

  Base with(Farewell farewell) {
    var all = new ArrayList<>(farewells);
    all.add(farewell);
    return new Base(newest, kept, leaving, dismissed, all);
  }

  /** The same without one that is gone, and without those who waited for no other. */
  Base without(long gone) {
    var left = new TreeSet<>(leaving);
    left.remove(gone);
    var atOnce = new TreeSet<>(dismissed);
    atOnce.remove(gone);
    return new Base(newest, kept, left, atOnce,
        farewells.stream().filter(farewell -> !farewell.isOver(left)).toList());
  }

  private OptionalLong keptBut(Collection<Long> those) {
    return kept.isPresent() && those.contains(kept.getAsLong()) ? OptionalLong.empty() : kept;
  }

  private static SortedSet<Long> union(Collection<Long> these, Collection<Long> those) {
    var all = new TreeSet<>(these);
    all.addAll(those);
    return all;
  }
}
