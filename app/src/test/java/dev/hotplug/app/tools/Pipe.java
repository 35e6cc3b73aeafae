package dev.hotplug.app.tools;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/** Bytes on their way from one thread to another, in memory and without a bound. Thread-safe. */
public final class Pipe {
  private static final byte[] END = new byte[0];

  private final LinkedBlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
  private final OutputStream out = new Writing();
  private final InputStream in = new Reading();

  /** Where it is written; closing it ends what is read. */
  public OutputStream out() {
    return out;
  }

  /** Where it is read, by one thread. */
  public InputStream in() {
    return in;
  }

  private final class Writing extends OutputStream {
    @Override
    public void write(int b) {
      chunks.add(new byte[]{(byte) b});
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (length > 0) chunks.add(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void close() {
      chunks.add(END);
    }
  }

  private final class Reading extends InputStream {
    private byte[] chunk = END;
    private int next;

    @Override
    public int read() {
      return isAtEnd() ? -1 : chunk[next++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (isAtEnd()) return -1;
      int count = Math.min(length, chunk.length - next);
      System.arraycopy(chunk, next, bytes, from, count);
      next += count;
      return count;
    }

    private boolean isAtEnd() {
      if (next < chunk.length) return false;
      try {
        chunk = chunks.take();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return true;
      }
      next = 0;
      if (chunk.length == 0) chunks.add(END);
      return chunk.length == 0;
    }
  }
}
