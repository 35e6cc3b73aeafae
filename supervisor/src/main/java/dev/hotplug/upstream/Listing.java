package dev.hotplug.upstream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one connection as last listed. One list is under way at a time, so that an older one
 * never replaces a newer one; whoever asks meanwhile gets the one that follows, since his change
 * may have come too late for this one. Owns the thread that waits for lists. Thread-safe.
 */
final class Listing {
  private final Supplier<Handshake.Step<ToolCatalog>> list;
  private final String thread;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<Handshake.Step<ToolCatalog>> running;
  private @Nullable CompletableFuture<Handshake.Step<ToolCatalog>> next;
  private boolean begun;
  private volatile ToolCatalog tools = ToolCatalog.EMPTY;
  private volatile BiConsumer<ToolCatalog, ToolCatalog> ear = (_, _) -> {};

  /**
   * Nothing listed yet.
   *
   * @param list lists all pages and waits for them, with a deadline
   * @param thread the name of the thread that does
   */
  Listing(Supplier<Handshake.Step<ToolCatalog>> list, String thread) {
    this.list = list;
    this.thread = thread;
  }

  /** The tools as last listed; a list that failed leaves the former one standing. */
  ToolCatalog tools() {
    return tools;
  }

  /** From now on {@code someone} is told of each list and of the one before it. */
  void follow(BiConsumer<ToolCatalog, ToolCatalog> someone) {
    ear = someone;
  }

  /** Lists anew; completes with how it went. Never blocks. */
  CompletableFuture<Handshake.Step<ToolCatalog>> ask() {
    lock.lock();
    try {
      begun = true;
      if (running != null) return following();
      var first = new CompletableFuture<Handshake.Step<ToolCatalog>>();
      running = first;
      Thread.ofVirtual().name(thread).start(() -> work(first));
      return first;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Handshake.Step<ToolCatalog>> following() {
    if (next == null) next = new CompletableFuture<>();
    return next;
  }

  /**
   * To be told that the server's tools have changed. Some servers say so before they have answered
   * {@code initialize}, when they may not be asked: their first list is still to come.
   */
  void changed() {
    if (hasBegun()) {
      var _ = ask();
    }
  }

  private boolean hasBegun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private void work(CompletableFuture<Handshake.Step<ToolCatalog>> first) {
    for (var asked = first; asked != null; asked = another()) {
      // On this thread; what goes wrong here reaches whoever waits.
      var _ = asked.completeAsync(this::listed, Runnable::run);
    }
  }

  private Handshake.Step<ToolCatalog> listed() {
    var step = list.get();
    if (step instanceof Handshake.Step.Done<ToolCatalog>(var catalog)) {
      var before = tools;
      tools = catalog;
      ear.accept(before, catalog);
    }
    return step;
  }

  private @Nullable CompletableFuture<Handshake.Step<ToolCatalog>> another() {
    lock.lock();
    try {
      running = next;
      next = null;
      return running;
    } finally {
      lock.unlock();
    }
  }
}
