package dev.hotplug.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks through bytes eight at a time, which matters where there are millions of them: each of the
 * few loops over a long line took as long as its transfer.
 */
final class Octets {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;
  private static final long NEWLINES = ONES * '\n';

  private Octets() {}

  /** The bytes so that eight are read as one number, the first of them its lowest. */
  static ByteBuffer of(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the first newline is at or after {@code from} and before {@code to}, else -1. */
  static int newline(ByteBuffer bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long differing = bytes.getLong(at) ^ NEWLINES;
      // Its lowest bit stands in the first byte that is zero, however wrong the higher ones are.
      long zeros = (differing - ONES) & ~differing & HIGHEST;
      if (zeros != 0) return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
    }
    for (; at < to; at++) if (bytes.get(at) == '\n') return at;
    return -1;
  }

  /** Where the first byte that is not ASCII is at or after {@code from}, at most {@code to}. */
  static int ascii(byte[] bytes, int from, int to) {
    var octets = of(bytes);
    int at = from;
    while (at + Long.BYTES <= to && (octets.getLong(at) & HIGHEST) == 0) at += Long.BYTES;
    while (at < to && bytes[at] >= 0) at++;
    return at;
  }
}
