package dev.hotplug.supervisor;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the calls on one generation, and admits no more at once than it has places. Once closed it
 * admits nobody but, while others are inside and waited for, those who want no other; so a call
 * either finishes here or never starts here. Thread-safe.
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

  /** The same for a call that wants this generation and no other. */
  Entry enterByName() {
    lock.lock();
    try {
      if (!isOpenByName()) return Entry.CLOSED;
      if (calls >= places) return Entry.FULL;
      calls++;
      return Entry.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a call that wants no other could come in, if there was a place. */
  boolean admitsByName() {
    lock.lock();
    try {
      return isOpenByName();
    } finally {
      lock.unlock();
    }
  }

  /** Whoever is inside holds the end off, which begins with the last to leave. */
  private boolean isOpenByName() {
    return !closed || (calls > 0 && !expired);
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
