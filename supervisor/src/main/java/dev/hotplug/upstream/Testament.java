package dev.hotplug.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps word of our children with those who see to them when we are killed: the watchdog, started
 * anew whenever it ends, and, should both of us be killed, the next Hotplug, through our
 * {@link InstanceFile}. Owner of both; what is not posted is confined to the thread
 * {@code testament}.
 */
final class Testament {
  private static final int MOST_STARTS = 20;
  private static final Duration CALM = Duration.ofMinutes(1);
  private static final Duration TO_BEGIN = Duration.ofSeconds(2);
  private static final Duration TO_SAY_GOODBYE = Duration.ofMillis(200);

  /** What it is told. */
  private sealed interface News {
    record Begin() implements News {}

    record Born(InstanceFile.Child child) implements News {}

    record Strayed(Identity stray) implements News {}

    record Gone(InstanceFile.Child child) implements News {}

    record WatchdogEnded(Process watchdog) implements News {}

    record Goodbye() implements News {}
  }

  private final Instance instance;
  private final Map<String, String> environment;
  private final Consumer<String> report;
  private final LinkedBlockingQueue<News> mailbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private final Map<Identity, InstanceFile.Child> children = new LinkedHashMap<>();
  private final Set<Identity> strays = new LinkedHashSet<>();
  private @Nullable Process watchdog;
  private @Nullable WatchdogPipe pipe;
  private int starts;
  private long lastStart;
  private boolean isUnwritable;

  /**
   * One that has nothing to say yet.
   *
   * @param environment our own
   * @param report is told, in a sentence, what could not be done
   */
  Testament(Instance instance, Map<String, String> environment, Consumer<String> report) {
    this.instance = instance;
    this.environment = environment;
    this.report = report;
  }

  /** Makes the first entries; to be called once, before the first child is born. */
  void begin() {
    mailbox.add(new News.Begin());
    try {
      Thread.ofPlatform().daemon().name("testament").start(this::work);
      begun.get(TO_BEGIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      report.accept("the guard of the servers has not begun after " + TO_BEGIN.toSeconds()
          + " s; servers start all the same, and it is told of them when it begins");
    } catch (OutOfMemoryError | ExecutionException fault) {
      // There may be no thread left to have, which is no reason for servers not to start.
      fail(fault);
    }
  }

  private void fail(Throwable fault) {
    report
        .accept("the guard of the servers failed: " + fault + "; they run without it, and outlive "
            + "Hotplug should it be killed; restart Hotplug to have a guard again");
  }

  void born(InstanceFile.Child child) {
    mailbox.add(new News.Born(child));
  }

  /** Names a process of ours that neither session nor environment gives away. */
  void strayed(Identity stray) {
    mailbox.add(new News.Strayed(stray));
  }

  void gone(InstanceFile.Child child) {
    mailbox.add(new News.Gone(child));
  }

  /** Says that nothing is left to see to, and waits a moment until that is understood. */
  void end() {
    mailbox.add(new News.Goodbye());
    try {
      over.get(TO_SAY_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException _) {
      // They find out by themselves that nothing is left.
    }
  }

  private void work() {
    try {
      while (!over.isDone()) hear(mailbox.take());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable fault) {
      // The root of a thread: servers go on without a guard, and somebody must know.
      fail(fault);
    } finally {
      begun.complete(null);
    }
  }

  private void hear(News news) throws InterruptedException {
    switch (news) {
      case News.Begin _ -> {
        record();
        startWatchdog();
        begun.complete(null);
      }
      case News.Born(var child) -> {
        children.put(child.leader(), child);
        tell(bornLines(child));
        record();
      }
      case News.Strayed(var stray) -> {
        if (strays.add(stray)) {
          tell(List.of(strayLine(stray)));
          record();
        }
      }
      case News.Gone(var child) -> {
        children.remove(child.leader());
        strays.removeIf(stray -> !stray.isAlive());
        tell(List.of("gone " + name(child.leader())));
        record();
      }
      case News.WatchdogEnded(var which) -> {
        if (which.equals(watchdog)) startWatchdog();
      }
      case News.Goodbye _ -> {
        tell(List.of("bye"));
        forget();
        awaitWatchdog();
        over.complete(null);
      }
    }
  }

  private static List<String> bornLines(InstanceFile.Child child) {
    var who = name(child.leader());
    var lines = new ArrayList<>(List.of("born " + who));
    if (child.isSparing()) lines.add("spare " + who);
    if (!child.last().isEmpty()) lines.add("last " + who + " " + child.last());
    return lines;
  }

  /** Strays come first: nothing else gives them away. */
  private List<String> allLines() {
    var lines = new ArrayList<>(strays.stream().map(Testament::strayLine).toList());
    for (var child : children.values()) lines.addAll(bornLines(child));
    return lines;
  }

  private static String strayLine(Identity stray) {
    return "stray " + name(stray);
  }

  private static String name(Identity process) {
    return process.pid() + ":" + process.start();
  }

  private void startWatchdog() throws InterruptedException {
    watchdog = null;
    pipe = null;
    if (instance.guard() == Instance.Guard.NOBODY) return;
    starts = System.nanoTime() - lastStart > CALM.toNanos() ? 1 : starts + 1;
    lastStart = System.nanoTime();
    if (starts > MOST_STARTS) {
      report.accept("the watchdog ended " + MOST_STARTS + " times and is not started again; should "
          + "Hotplug be killed, the next one ends its servers");
      return;
    }
    try {
      var briefing = Briefing.of(allLines());
      var command = Watchdog.command(instance.id(), environment, briefing.known());
      var started = Births.start(command);
      watchdog = started;
      var _ = started.onExit().thenAccept(ended -> mailbox.add(new News.WatchdogEnded(ended)));
      pipe = WatchdogPipe.to(started);
      tell(briefing.rest());
    } catch (IOException e) {
      report.accept("no watchdog could be started (" + e.getMessage() + "); should Hotplug be "
          + "killed, the next one ends its servers");
    }
  }

  private void tell(List<String> lines) throws InterruptedException {
    var listener = pipe;
    if (listener != null) listener.tell(lines);
  }

  private void record() {
    if (instance.folder().isEmpty()) return;
    try {
      InstanceFile.ofUs(instance, children.values(), strays).write(instance.folder().get());
      isUnwritable = false;
    } catch (IOException e) {
      if (isUnwritable) return;
      isUnwritable = true;
      report
          .accept("no instance file could be written (" + e + "); should Hotplug and its watchdog "
              + "be killed together, the next Hotplug knows nothing of its servers");
    }
  }

  /** While one of its children lives, a JVM takes 300 ms longer to end. */
  private void awaitWatchdog() throws InterruptedException {
    var leaving = watchdog;
    if (leaving != null) leaving.waitFor(TO_SAY_GOODBYE);
  }

  private void forget() {
    instance.folder().ifPresent(folder -> InstanceFile.delete(folder, instance.id()));
  }
}
