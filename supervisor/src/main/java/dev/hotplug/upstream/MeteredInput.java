package dev.hotplug.upstream;

import java.io.IOException;
import java.io.InputStream;

/** A stream that ends early, and tells so, where it would give more than a limit. */
final class MeteredInput extends InputStream {
  private final InputStream in;
  private final Runnable over;
  private long left;

  /**
   * One of which nothing has been read.
   *
   * @param limit in bytes
   * @param over is run when there is more
   */
  MeteredInput(InputStream in, long limit, Runnable over) {
    this.in = in;
    this.left = limit;
    this.over = over;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) return end();
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }

  private int end() throws IOException {
    if (in.read() >= 0) over.run();
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
