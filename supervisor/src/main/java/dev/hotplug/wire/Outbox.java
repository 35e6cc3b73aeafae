package dev.hotplug.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue in front of one writer: many put, one takes all there is. Once closed it takes
 * in nothing, but gives out what it holds. Thread-safe.
 *
 * <p>To wake the writer for a line, and wait for it, would cost more than all else that is done
 * about the line. So whoever puts one writes it himself through an {@link Outlet}, as far as that
 * goes without waiting; the writer gets what is left. One that puts many lines in a row, a
 * {@link Reading} thread, writes them together.
 */
final class Outbox {
  /** A line costs more than its bytes, so that short ones cannot fill the memory. */
  private static final int OVERHEAD = 256;

  /** So much a {@link Reading} thread keeps back before it writes; it counts as {@link #held}. */
  private static final int KEPT_BACK = 8 * 1024;

  private final int bytes;
  private final LongLines longLines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  /** The weight of all that is here, and of what the writer has. */
  private long held;
  private boolean closed;

  /** Whether the writer has lines that it took; what comes meanwhile must not overtake them. */
  private boolean isWriting;

  /** What the writer has. */
  private List<Line> written = List.of();

  private Outlet outlet = Outlet.NONE;
  private final byte[] joined = new byte[Outlet.MOST];

  /**
   * @param bytes how many it holds before it is full; one line is always taken in
   * @param longLines the room that the long ones among them need
   */
  Outbox(int bytes, LongLines longLines) {
    this.bytes = bytes;
    this.longLines = longLines;
  }

  /** Takes {@code line} in, or says no at once: it is full or closed, or has no room for it. */
  boolean offer(Line line) {
    lock.lock();
    try {
      if (closed || isFull() || !longLines.queue(line.length())) return false;
      add(line);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes {@code line} in as soon as this is not full; says no when closed, or without room. */
  boolean put(Line line) {
    lock.lock();
    try {
      while (isFull() && !closed) emptied.awaitUninterruptibly();
      if (closed || !longLines.queue(line.length())) return false;
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
      isWriting = false;
      written.forEach(this::forget);
      written = List.of();
      emptied.signalAll();
      while (lines.isEmpty() && !closed) filled.awaitUninterruptibly();
      isWriting = true;
      written = new ArrayList<>(lines);
      lines.clear();
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** Lets out what waits: through the outlet as far as that goes, else by waking the writer. */
  void flush() {
    lock.lock();
    try {
      letOut();
    } finally {
      lock.unlock();
    }
  }

  /** Opens {@code way}, which is closed when this is; one that comes too late is closed at once. */
  void open(Outlet way) {
    lock.lock();
    try {
      if (closed) way.close();
      else outlet = way;
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
      outlet.close();
      outlet = Outlet.NONE;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is written: closes, and lets go of what was not. */
  void abandon() {
    lock.lock();
    try {
      written.forEach(this::forget);
      lines.forEach(this::forget);
      written = List.of();
      lines.clear();
    } finally {
      lock.unlock();
    }
    close();
  }

  private void forget(Line line) {
    held -= weight(line);
    longLines.unqueue(line.length());
  }

  private boolean isFull() {
    return held >= bytes;
  }

  private void add(Line line) {
    lines.add(line);
    held += weight(line);
    if (held > KEPT_BACK || !Reading.owes(this)) letOut();
  }

  private static int weight(Line line) {
    return OVERHEAD + line.length();
  }

  /** With the lock held, which is no harm: an outlet does not wait. */
  private void letOut() {
    if (isWriting || closed) return;
    boolean goesOn = true;
    while (goesOn && !lines.isEmpty()) goesOn = letSomeOut();
    if (!lines.isEmpty()) filled.signal();
    emptied.signalAll();
  }

  /** Writes as many lines at once as may be; false when there is something that cannot be now. */
  private boolean letSomeOut() {
    int length = 0;
    int count = 0;
    for (var line : lines) {
      if (length + line.length() > joined.length) break;
      length = line.copyTo(joined, length);
      count++;
    }
    int written = count == 0 ? 0 : outlet.write(joined, length);
    if (written == 0) return false;
    for (int i = 0; i < count; i++) forget(lines.removeFirst());
    if (written == length) return true;
    var rest = new Line(List.of(Span.of(Arrays.copyOfRange(joined, written, length))));
    lines.addFirst(rest);
    held += weight(rest);
    return false;
  }
}
