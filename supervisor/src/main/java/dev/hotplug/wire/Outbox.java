package dev.hotplug.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue in front of one writer: many put, one takes all there is. Once closed it takes
 * in nothing, but gives out what it holds. Thread-safe.
 */
final class Outbox {
  /** A line costs more than its bytes, so that short ones cannot fill the memory. */
  private static final int OVERHEAD = 256;

  private final int bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private long held;
  private boolean closed;

  /** @param bytes how many it holds before it is full; one line is always taken in */
  Outbox(int bytes) {
    this.bytes = bytes;
  }

  /** Takes {@code line} in, or says no at once because it is full or closed. */
  boolean offer(Line line) {
    lock.lock();
    try {
      if (closed || isFull()) return false;
      add(line);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes {@code line} in as soon as there is room; says no when closed. */
  boolean put(Line line) {
    lock.lock();
    try {
      while (isFull() && !closed) emptied.awaitUninterruptibly();
      if (closed) return false;
      add(line);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for lines and takes them all; empty when closed and drained. */
  List<Line> take() {
    lock.lock();
    try {
      while (lines.isEmpty() && !closed) filled.awaitUninterruptibly();
      var taken = new ArrayList<>(lines);
      lines.clear();
      held = 0;
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return held >= bytes;
  }

  private void add(Line line) {
    lines.add(line);
    held += OVERHEAD + line.length();
    filled.signal();
  }
}
