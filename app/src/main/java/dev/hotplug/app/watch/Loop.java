package dev.hotplug.app.watch;

import dev.hotplug.app.watch.WatchStatus.BuildStatus;
import dev.hotplug.app.watch.WatchStatus.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Watches one server that was loaded: on a virtual thread of its own, {@code watch-<name>}, it
 * hears of changes, waits until they are over, and takes them up if something did change.
 */
final class Loop implements Observer, AutoCloseable {
  /** While git, or the configuration, is not done. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Of more waiting notices than this, not each is kept: all files are looked at. */
  private static final int MOST_WAITING = 20_000;

  private final Plan plan;
  private final Means means;
  private final LinkedBlockingQueue<Notice> inbox = new LinkedBlockingQueue<>();
  private final Burst burst;
  private final Digests digests;
  private final GitLock gitLock;
  private final LoopBreaker breaker = new LoopBreaker();
  private final Renewal renewal;
  /** What has changed and is to be followed, after {@code pause} when our own work is done. */
  private final Set<Path> doubtful = new HashSet<>();

  private Duration pause = Duration.ZERO;
  private OptionalLong nextLook = OptionalLong.empty();
  private final List<Observation> observations = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private final AtomicBoolean isFlooded = new AtomicBoolean();
  private volatile boolean isEnabled;
  private volatile Optional<String> fault = Optional.empty();
  /** What is taken for our own doing; empty while every change is followed. */
  private volatile Optional<String> loop = Optional.empty();

  private volatile Optional<Instant> owedSince = Optional.empty();
  private volatile Optional<Instant> pausedSince = Optional.empty();
  private volatile int files;

  private Loop(Plan plan, Means means, Instant since, boolean isEnabled) {
    this.plan = plan;
    this.means = means;
    this.isEnabled = isEnabled;
    this.burst = new Burst(plan.dev().debounce());
    this.digests = Digests.of(plan.sources());
    this.gitLock = new GitLock(plan.sources());
    this.renewal = new Renewal(plan, means, inbox::add);
    this.thread = Thread.ofVirtual()
        .name("watch-" + plan.spec().name())
        .unstarted(() -> work(since));
  }

  /**
   * Begins to watch.
   *
   * @param since what was modified later is a change already
   */
  static Loop begin(Plan plan, Means means, Instant since, boolean isEnabled) {
    var loop = new Loop(plan, means, since, isEnabled);
    loop.thread.start();
    return loop;
  }

  Plan plan() {
    return plan;
  }

  /** Lets it hear of something. */
  void post(Notice notice) {
    inbox.add(notice);
  }

  @Override
  public void changed(Path file) {
    if (inbox.size() < MOST_WAITING) inbox.add(new Notice.Touched(file, System.nanoTime()));
    else if (!isFlooded.getAndSet(true)) uncertain();
  }

  @Override
  public void uncertain() {
    inbox.add(new Notice.Uncertain(System.nanoTime()));
  }

  /** Ends it, and the build under way; does not wait. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void work(Instant since) {
    try {
      begin(since);
      while (!Thread.currentThread().isInterrupted()) step();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      renewal.end();
      observations.forEach(Observation::close);
    }
  }

  private void begin(Instant since) {
    try {
      for (var root : plan.sources().roots()) observations.add(means.watcher().watch(root, this));
      baseline(since);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** The root of a thread: one fault must not end the watching. */
  private void failed(RuntimeException e) {
    fault = Optional.of("Hotplug made a mistake while it watched: " + e + ". A change may go"
        + " unnoticed. Reload the server by hand, and report what get_server_logs shows of"
        + " hotplug.");
  }

  /** Takes what the files hold for what the server is, but for what was modified since. */
  private void baseline(Instant since) {
    for (var file : digests.baseline(since)) touched(file, System.nanoTime());
    files = digests.size();
  }

  private void step() throws InterruptedException {
    try {
      var notice = next();
      if (notice == null) overdue();
      else handle(notice);
      noteWhatIsOwed();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** What comes next; null when something is due before. */
  private @Nullable Notice next() throws InterruptedException {
    var due = due();
    if (due.isEmpty()) return inbox.take();
    return inbox.poll(Math.max(0, due.getAsLong() - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private OptionalLong due() {
    var settling = settlingDue();
    var retrying = retryDue();
    if (settling.isEmpty() || retrying.isEmpty()) return settling.isPresent() ? settling : retrying;
    long earlier = settling.getAsLong() - retrying.getAsLong() < 0 ? settling.getAsLong()
        : retrying.getAsLong();
    return OptionalLong.of(earlier);
  }

  private OptionalLong settlingDue() {
    var due = burst.due();
    return due.isPresent() && nextLook.isPresent() ? nextLook : due;
  }

  /** A change that was most likely our own doing is followed when we are long done. */
  private OptionalLong retryDue() {
    return doubtful.isEmpty() || renewal.work().isUnderWay() || !isEnabled ? OptionalLong.empty()
        : OptionalLong.of(renewal.work().ended() + pause.toNanos());
  }

  private void overdue() {
    // What is told late belongs to it.
    for (var late = inbox.poll(); late != null; late = inbox.poll()) handle(late);
    long now = System.nanoTime();
    if (isOver(settlingDue(), now)) settle(now);
    else if (isOver(retryDue(), now)) retry();
  }

  private static boolean isOver(OptionalLong due, long now) {
    return due.isPresent() && due.getAsLong() - now <= 0;
  }

  private void settle(long now) {
    boolean mustWait = gitLock.isHeld(now) || means.isConfiguring().getAsBoolean();
    nextLook = mustWait ? OptionalLong.of(now + BETWEEN_LOOKS.toNanos()) : OptionalLong.empty();
    if (!mustWait) settle();
  }

  private void settle() {
    boolean isOurs = burst.isWithin(renewal.work());
    var changed = burst.settle(digests);
    files = digests.size();
    if (changed.isEmpty()) return;
    pause = breaker.judge(Set.copyOf(changed), isOurs);
    doubtful.addAll(changed);
    if (breaker.hasTripped()) suspect(changed);
    else retry();
  }

  private void suspect(List<Path> changed) {
    boolean isNew = loop.isEmpty();
    loop = Optional.of(Tidings.loops(renewal.names(changed)));
    if (isNew) means.tidings().loops(plan.spec().name(), loop.get());
  }

  private void retry() {
    var changed = List.copyOf(doubtful);
    doubtful.clear();
    if (!breaker.hasTripped()) loop = Optional.empty();
    renewal.react(changed);
  }

  private void handle(Notice notice) {
    switch (notice) {
      case Notice.Touched(var file, var at) -> touched(file, at);
      case Notice.Uncertain(var at) -> uncertain(at);
      case Notice.Starting(var when) -> starting(when);
      case Notice.Built built -> renewal.built(built);
      case Notice.Reloaded reloaded -> renewal.reloaded(reloaded);
      case Notice.BuildWanted _ -> renewal.react(List.of());
      case Notice.Wanted _ -> wanted();
    }
  }

  private void touched(Path file, long at) {
    if (isEnabled) burst.touched(file, at);
  }

  private void uncertain(long at) {
    isFlooded.set(false);
    if (isEnabled) burst.uncertain(at);
  }

  /** What somebody else starts needs no reload of ours, unless what is started was built before. */
  private void starting(Instant when) {
    if (plan.build().isEmpty() && !renewal.work().isUnderWay()) baseline(when);
  }

  /** Has changes taken up or not. */
  void want(boolean enabled) {
    if (!enabled) pausedSince = Optional.of(Instant.now());
    isEnabled = enabled;
    inbox.add(new Notice.Wanted());
    if (enabled) pausedSince = Optional.empty();
  }

  private void wanted() {
    breaker.reset();
    pause = Duration.ZERO;
    loop = Optional.empty();
    // What was changed meanwhile is found by comparing.
    if (isEnabled) burst.uncertain(System.nanoTime());
    else burst.forget();
  }

  /** Since when there are changes that have not been brought to an end; empty when all is. */
  Optional<Instant> owedSince() {
    return owedSince.or(() -> pausedSince);
  }

  private void noteWhatIsOwed() {
    boolean isDone = burst.due().isEmpty() && doubtful.isEmpty() && renewal.isDone();
    if (isDone) owedSince = Optional.empty();
    else if (owedSince.isEmpty()) owedSince = Optional.of(Instant.now());
  }

  /** How it stands; anybody may ask. */
  WatchStatus status() {
    var degraded = observations.stream()
        .map(Observation::degraded)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
    var warnings = new ArrayList<>(degraded);
    plan.warning().ifPresent(warnings::add);
    gitLock.warning().ifPresent(warnings::add);
    fault.ifPresent(warnings::add);
    loop.ifPresent(warnings::add);
    var build = plan.build()
        .map(step -> new BuildStatus(step.command(), step.why(), renewal.isBuilding(),
            renewal.lastBuild()));
    return new WatchStatus(mode(!degraded.isEmpty()), plan.sources().why(),
        plan.sources().patterns(), files, plan.dev().debounce(), warnings, build);
  }

  private Mode mode(boolean isDegraded) {
    if (plan.sources().roots().isEmpty()) return Mode.OFF;
    if (!isEnabled) return Mode.PAUSED;
    return isDegraded ? Mode.POLLING : Mode.NATIVE;
  }
}
