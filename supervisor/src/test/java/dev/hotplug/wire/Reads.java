package dev.hotplug.wire;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** A stream whose reads return exactly the pieces it is made of, however small. */
final class Reads extends InputStream {
  private final ArrayDeque<byte[]> pieces;

  Reads(List<byte[]> pieces) {
    this.pieces = new ArrayDeque<>(pieces);
  }

  /** Never more than {@code size} bytes at once. */
  static InputStream of(byte[] bytes, int size) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xFF;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        int n = Math.min(Math.min(size, length), bytes.length - at);
        System.arraycopy(bytes, at, into, from, n);
        at += n;
        return n == 0 ? -1 : n;
      }
    };
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read in pieces");
  }

  @Override
  public int read(byte[] into, int from, int length) {
    var piece = pieces.poll();
    if (piece == null) return -1;
    int n = Math.min(piece.length, length);
    System.arraycopy(piece, 0, into, from, n);
    if (n < piece.length) pieces.addFirst(Arrays.copyOfRange(piece, n, piece.length));
    return n;
  }
}
