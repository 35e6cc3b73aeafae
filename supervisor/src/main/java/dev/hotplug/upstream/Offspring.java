package dev.hotplug.upstream;

import dev.hotplug.wire.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The servers' processes that this Hotplug has started and not yet seen to their end, and the
 * orphans they left it. Soon after each birth, and now and then while there are children, it looks
 * on the thread {@code orphans} for what has strayed. Thread-safe.
 */
final class Offspring {
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
  private static final int MOST_PASSES = 20;
  private static final Duration BETWEEN_PASSES = Duration.ofMillis(5);

  private final String instance;
  private final Timer timer;
  private final Testament testament;
  private final Set<InstanceFile.Child> children = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isBegun = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
  private final AtomicBoolean isLooking = new AtomicBoolean();
  private volatile boolean hasSpared;
  private volatile boolean isHurried;
  private volatile boolean isOver;

  /** The dead, and those told to end, of the last look. Confined to the look that is under way. */
  private Set<Identity> dead = Set.of();
  private Set<Identity> told = Set.of();

  Offspring(Instance instance, Map<String, String> environment, Timer timer,
      Consumer<String> report) {
    this.instance = instance.id();
    this.timer = timer;
    this.testament = new Testament(instance, environment, report);
  }

  /** To be called before a child is started; the first time it takes some tens of milliseconds. */
  void prepare() {
    if (isBegun.compareAndSet(false, true)) begin();
    begun.join();
  }

  private void begin() {
    try {
      Births.disownInherited();
      Posix.adoptOrphans();
      testament.begin();
    } finally {
      begun.complete(null);
    }
  }

  /** Starts a child, unless all are being ended. */
  Process start(ProcessBuilder builder) throws IOException {
    return Births.start(builder, () -> !isHurried);
  }

  void add(InstanceFile.Child child) {
    hasSpared |= child.isSparing();
    children.add(child);
    testament.born(child);
    timer.after(FIRST_LOOK, () -> onThread(() -> nameStrays(Births.look())));
    if (isLooking.compareAndSet(false, true)) lookLater(BETWEEN_LOOKS);
  }

  /** Says that a child is gone, and all that it had started. */
  void remove(InstanceFile.Child child) {
    children.remove(child);
    testament.gone(child);
  }

  /** Whether nobody is to be given time any more. */
  boolean isHurried() {
    return isHurried;
  }

  /** Names to our successors what they could not find any more once we are killed. */
  private void nameStrays(Births.Look look) {
    var kin = kin(look);
    for (var row : kin.in(look.rows())) {
      if (kin.isStray(row)) testament.strayed(Identity.of(row));
    }
  }

  /** Ends orphans that nobody who lives can have left: their own sweeps may have missed them. */
  private void endUnclaimed(List<ProcessTable.Row> orphans) {
    var unclaimed = orphans.stream()
        .filter(orphan -> isOfNoneBut(null, orphan))
        .map(Identity::of)
        .toList();
    for (var orphan : unclaimed) {
      Posix.signal(orphan.pid(), told.contains(orphan) ? Posix.SIGKILL : Posix.SIGTERM);
    }
    told = Set.copyOf(unclaimed);
  }

  private void lookLater(Duration delay) {
    timer.after(delay, () -> onThread(() -> {
      var look = Births.look();
      dead = Births.bury(look.rows(), dead);
      endUnclaimed(look.orphans());
      nameStrays(look);
      boolean isBusy = !dead.isEmpty() || !told.isEmpty();
      boolean goesOn = !children.isEmpty() || look.rows().stream().anyMatch(Births::isAdopted);
      isLooking.set(false);
      if (goesOn && isLooking.compareAndSet(false, true)) {
        lookLater(isBusy ? FIRST_LOOK : BETWEEN_LOOKS);
      }
    }));
  }

  private static void onThread(Runnable task) {
    Thread.ofVirtual().name("orphans").start(task);
  }

  /**
   * Whether no other child can have left us this orphan: they all came later, and none was ever to
   * leave anything alive.
   *
   * @param one the child that may have, null for none
   */
  boolean isOfNoneBut(@Nullable Identity one, ProcessTable.Row orphan) {
    return !hasSpared && children.stream()
        .map(InstanceFile.Child::leader)
        .allMatch(child -> child.equals(one) || child.start() > orphan.start());
  }

  /** Tells all to end, in their groups or out of them. */
  void terminate() {
    signal(kin(), Posix.SIGTERM);
    children.forEach(Offspring::doLast);
  }

  /** Begins what else must be done to end a child; whether that works shows only later. */
  static void doLast(InstanceFile.Child child) {
    if (child.last().isEmpty()) return;
    try {
      var _ = Births.start(Container.shell(child.last()));
    } catch (IOException _) {
      // Without a shell there is nothing more that could be done.
    }
  }

  /** Ends all that is left, and all that comes up meanwhile; from now on nothing is started. */
  void kill() {
    isHurried = true;
    if (!isBegun.get()) return;
    int empty = 0;
    for (int pass = 0; pass < MOST_PASSES && empty < 2; pass++) {
      boolean mayGrow = Births.isUnderWay();
      var left = kin();
      isOver = left.isEmpty() && !mayGrow;
      empty = isOver ? empty + 1 : 0;
      signal(left, Posix.SIGKILL);
      if (!aMoment()) return;
    }
  }

  /** Says that nothing is left, if nothing is; else our successors find that out. */
  void end() {
    if (isBegun.get() && isOver) testament.end();
  }

  private static boolean aMoment() {
    try {
      Thread.sleep(BETWEEN_PASSES);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void signal(List<ProcessTable.Row> rows, int signal) {
    for (var row : rows) Posix.signal(row.pid(), signal);
  }

  private List<ProcessTable.Row> kin() {
    if (!isBegun.get()) return List.of();
    var look = Births.look();
    return kin(look).in(look.rows());
  }

  private Kin kin(Births.Look look) {
    var orphans = hasSpared ? List.<Identity>of()
        : look.orphans().stream().map(Identity::of).toList();
    return new Kin(instance, Identity.ours().start(), children, orphans);
  }
}
