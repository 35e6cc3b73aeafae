package dev.hotplug.wire;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Room in memory for the long lines of many conversations: each may be as long as the limit, but
 * not all at once. Thread-safe; its owner is whoever opens the conversations.
 *
 * <p>Who reads one waits for his turn, and has it until the line was dealt with: he takes room for
 * the longest line before he holds more than a short one, so that no two wait for each other with
 * half a line each. Who queues one to a server that does not read is refused.
 */
public final class LongLines {
  /** So long a line may be without asking, in bytes. */
  static final int SHORT = 256 * 1024;

  /** For conversations that are few. */
  static final LongLines UNBOUNDED = new LongLines(Long.MAX_VALUE, Duration.ZERO);

  private static final int UNIT = 1024;

  /** A server may hold its room for ever, in the middle of a line. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int units;
  private final Duration patience;
  private final Semaphore reading;
  private final Semaphore queued;

  /**
   * @param bytes how many may be read at once, and as many queued
   * @param patience how long a reader waits for his turn
   */
  LongLines(long bytes, Duration patience) {
    this.patience = patience;
    this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
    this.reading = new Semaphore(units, true);
    this.queued = new Semaphore(units);
  }

  /** Such that what is read and what is queued fit beside each other, and beside our client's. */
  public static LongLines in(long heapBytes) {
    return new LongLines(heapBytes / 5, PATIENCE);
  }

  /** Waits for room to read a line of {@code bytes}; how much was taken, 0 when it was in vain. */
  int awaitReading(int bytes) {
    int wanted = units(bytes);
    if (reading.tryAcquire(wanted)) return wanted;
    Reading.settle();
    try {
      return reading.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS) ? wanted : 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  void read(int taken) {
    reading.release(taken);
  }

  /** Whether a line of {@code length} bytes may be queued. */
  boolean queue(int length) {
    return length <= SHORT || queued.tryAcquire(units(length));
  }

  /** Such a line was written, or never will be. */
  void unqueue(int length) {
    if (length > SHORT) queued.release(units(length));
  }

  /** One that is longer than all the room has it to itself. */
  private int units(int bytes) {
    return Math.clamp(bytes / UNIT, 1, units);
  }
}
