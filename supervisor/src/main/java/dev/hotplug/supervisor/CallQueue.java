package dev.hotplug.supervisor;

import dev.hotplug.spec.Limits;
import dev.hotplug.supervisor.Effect.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one server, on their way to a generation: those that find a place go on at once, the
 * others wait, first come first served, for a place or for a generation to serve. Bounded by the
 * server's {@link Limits}. Thread-safe; no lock is held while a call is sent or told.
 */
final class CallQueue {
  private final Server server;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final LinkedHashSet<Call> waiting = new LinkedHashSet<>();

  /** Who waits outside for a generation to serve and will call then. Guarded by the lock. */
  private int reserved;

  private volatile boolean isEmpty = true;

  /** How often somebody wanted the queue to be served since nobody does; see {@link #serve}. */
  private final AtomicInteger turns = new AtomicInteger();

  /** The generation whose leaving is a turn, 0 for none. Confined to who serves the queue. */
  private long watched;

  /** Whether the server was asked for a generation and has not answered. Confined likewise. */
  private boolean hasAsked;

  private volatile @Nullable Outcome answer;

  CallQueue(Server server) {
    this.server = server;
  }

  /** Sends a call, or lets it wait until it is sent or over, or ends it for want of room. */
  void accept(Call call) {
    if (isEmpty && turns.get() == 0 && sends(call)) return;
    if (join(call)) {
      var _ = call.outcome().thenRun(() -> remove(call));
      serve();
      return;
    }
    // Where nobody may wait, the queue is always full, and there may be a place all the same.
    if (isEmpty && sends(call)) return;
    call.end(new CallOutcome.Crowded(server.limits()));
  }

  /** Takes back, at its head, a call that was admitted but never sent. */
  void takeBack(Call call) {
    lock.lock();
    try {
      waiting.addFirst(call);
      isEmpty = false;
    } finally {
      lock.unlock();
    }
    var _ = call.outcome().thenRun(() -> remove(call));
    serve();
  }

  /** How many calls wait, here or outside. */
  int size() {
    lock.lock();
    try {
      return waiting.size() + reserved;
    } finally {
      lock.unlock();
    }
  }

  /** A place has become free. */
  void placeIsFree() {
    if (!isEmpty) serve();
  }

  /** Ends all that wait. */
  void dismiss(CallOutcome how) {
    List<Call> all;
    lock.lock();
    try {
      all = List.copyOf(waiting);
      waiting.clear();
      isEmpty = true;
    } finally {
      lock.unlock();
    }
    for (var call : all) call.end(how);
  }

  /** Keeps room for one who waits outside; false when there is none. To be given back. */
  boolean reserve() {
    lock.lock();
    try {
      if (isFull()) return false;
      reserved++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives room back that was reserved. */
  void release() {
    lock.lock();
    try {
      reserved--;
    } finally {
      lock.unlock();
    }
  }

  private boolean join(Call call) {
    lock.lock();
    try {
      if (isFull()) return false;
      waiting.add(call);
      isEmpty = false;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** While none serves, as many more may wait as will find a place at once when one does. */
  private boolean isFull() {
    var limits = server.limits();
    int places = server.serving() == null ? limits.inFlight() : 0;
    return waiting.size() + reserved >= limits.queued() + places;
  }

  private void remove(Call call) {
    lock.lock();
    try {
      waiting.remove(call);
      isEmpty = waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Call poll() {
    lock.lock();
    try {
      var first = waiting.isEmpty() ? null : waiting.removeFirst();
      isEmpty = waiting.isEmpty();
      return first;
    } finally {
      lock.unlock();
    }
  }

  private boolean sends(Call call) {
    var generation = server.serving();
    if (generation == null || generation.inFlight().enter() != InFlight.Entry.ADMITTED)
      return false;
    call.send(generation);
    return true;
  }

  /**
   * Serves the queue as far as it goes. One thread does at a time, so that calls are sent in their
   * order, and a call that ends while it is sent is a further turn and no recursion.
   */
  private void serve() {
    if (turns.getAndIncrement() != 0) return;
    int taken;
    do {
      taken = turns.get();
      takeTurn();
    } while (turns.addAndGet(-taken) != 0);
  }

  private void takeTurn() {
    heed();
    while (!isEmpty) {
      var generation = server.serving();
      if (generation == null) {
        ask();
        return;
      }
      if (generation.inFlight().enter() != InFlight.Entry.ADMITTED) {
        watch(generation);
        return;
      }
      sendNext(generation);
    }
  }

  private void sendNext(Generation generation) {
    var call = poll();
    if (call == null) generation.inFlight().leave();
    else call.send(generation);
  }

  /** Nobody who waits for a place waits longer than the generation that has none. */
  private void watch(Generation generation) {
    if (watched == generation.number()) return;
    watched = generation.number();
    var _ = generation.left().thenRun(this::serve);
  }

  private void ask() {
    if (hasAsked) return;
    hasAsked = true;
    var _ = server.ask(Event.Call::new, Function.identity()).thenAccept(this::hear);
  }

  private void hear(Outcome how) {
    answer = how;
    serve();
  }

  private void heed() {
    var how = answer;
    if (how == null) return;
    answer = null;
    hasAsked = false;
    switch (how) {
      case Outcome.Serves _ -> {
        // Which one does, the server's snapshot says.
      }
      case Outcome.Failed(var cause, var _) -> dismiss(new CallOutcome.NotServing(cause));
      case Outcome.Unloaded _, Outcome.Closed _, Outcome.Gone _ ->
        dismiss(new CallOutcome.Unloaded());
    }
  }
}
