package dev.hotplug.supervisor;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the calls on one generation, and admits no more at once than it has places. Once closed it
 * admits nobody, so a call either finishes here or never starts here. Thread-safe.
 */
final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int places;
  private int calls;
  private int lost;
  private boolean closed;
  private boolean expired;

  /** What becomes of a call that wants in. */
  enum Entry {
    ADMITTED,
    /** Every place is taken. */
    FULL,
    /** It admits nobody any more. */
    CLOSED
  }

  InFlight(int places) {
    this.places = places;
  }

  /** Admits a call, or says why not. */
  Entry enter() {
    lock.lock();
    try {
      if (closed) return Entry.CLOSED;
      if (calls >= places) return Entry.FULL;
      calls++;
      return Entry.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      calls--;
      if (calls == 0) changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Counts one out that got no answer, since what should have given it has ended. */
  void lose() {
    lock.lock();
    try {
      lost++;
      calls--;
      if (calls == 0) changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many are inside, or were lost. */
  int engaged() {
    lock.lock();
    try {
      return calls + lost;
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return calls;
    } finally {
      lock.unlock();
    }
  }

  /** How many are inside and may still finish. */
  int finishing() {
    lock.lock();
    try {
      return expired ? 0 : calls;
    } finally {
      lock.unlock();
    }
  }

  /** Admits nobody from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody inside is waited for any longer. */
  void expire() {
    lock.lock();
    try {
      expired = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nobody is inside or waited for; returns how many are inside still. */
  int awaitEmpty() throws InterruptedException {
    lock.lock();
    try {
      while (calls > 0 && !expired) changed.await();
      return calls;
    } finally {
      lock.unlock();
    }
  }
}
