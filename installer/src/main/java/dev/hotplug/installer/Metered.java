package dev.hotplug.installer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a server sends, up to a limit: beyond it reading fails, however long the server goes on. */
final class Metered extends FilterInputStream {
  private final long limit;
  private long left;

  /**
   * A stream of {@code left} bytes at most.
   *
   * @param limit what the fetch as a whole may have, to be told
   */
  Metered(InputStream in, long left, long limit) {
    super(in);
    this.left = left;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) count(1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int read) throws Unfetchable {
    left -= read;
    if (left < 0) throw FetchFault.tooLarge(limit);
  }
}
