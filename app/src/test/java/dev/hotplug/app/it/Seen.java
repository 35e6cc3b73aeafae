package dev.hotplug.app.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What came in so far, in its order; others may wait for more. Thread-safe. */
final class Seen<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<T> all = new ArrayList<>();

  void add(T one) {
    lock.lock();
    try {
      all.add(one);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<T> all() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /** The first that fits, already here or still to come; empty when none came in time. */
  Optional<T> await(Predicate<? super T> fits, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      var first = first(fits);
      while (first.isEmpty() && left > 0) {
        left = more.awaitNanos(left);
        first = first(fits);
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  private Optional<T> first(Predicate<? super T> fits) {
    return all.stream().filter(fits).findFirst();
  }
}
