package dev.hotplug.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One direction of a connection in memory: a bounded buffer that blocks as the pipe of an operating
 * system does, but never for longer than a test has patience. Thread-safe.
 */
final class Pipe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring;
  private int start;
  private int held;
  private boolean ended;
  private boolean broken;

  Pipe(int capacity) {
    ring = new byte[capacity];
  }

  /** The end to read from; closing it breaks the pipe for who writes. */
  InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return take(bytes, from, length);
      }

      @Override
      public void close() {
        change(() -> broken = true);
      }
    };
  }

  /** The end to write to; closing it is the end of the stream for who reads. */
  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        put(bytes, from, length);
      }

      @Override
      public void close() {
        change(() -> ended = true);
      }
    };
  }

  private int take(byte[] bytes, int from, int length) throws IOException {
    lock.lock();
    try {
      await(() -> held > 0 || ended || broken, "nothing to read");
      if (broken) throw new IOException("Stream closed");
      int taken = Math.min(held, length);
      for (int i = 0; i < taken; i++) bytes[from + i] = ring[(start + i) % ring.length];
      start = (start + taken) % ring.length;
      held -= taken;
      changed.signalAll();
      return taken == 0 ? -1 : taken;
    } finally {
      lock.unlock();
    }
  }

  private void put(byte[] bytes, int from, int length) throws IOException {
    lock.lock();
    try {
      for (int i = from; i < from + length;) {
        await(() -> held < ring.length || ended || broken, "nobody reads");
        if (broken || ended) throw new IOException("Broken pipe");
        while (i < from + length && held < ring.length) {
          ring[(start + held) % ring.length] = bytes[i++];
          held++;
        }
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier met, String otherwise) throws IOException {
    long left = PATIENCE.toNanos();
    try {
      while (!met.getAsBoolean()) {
        if (left <= 0) throw new IOException(otherwise + " within " + PATIENCE);
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
