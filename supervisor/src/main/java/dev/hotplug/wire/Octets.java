package dev.hotplug.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through bytes eight at a time, which matters where there are millions of them: a loop over
 * the single bytes of a long line takes longer than its transfer.
 */
final class Octets {
  /** Eight bytes as one number, the first of them its lowest. */
  private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;
  private static final long NEWLINES = ONES * '\n';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  /** Changes places so that the quote is next to the control characters, and nothing between. */
  private static final long SWAPPED = ONES * ('"' ^ ' ');

  private static final long UP_TO_QUOTE = ONES * (' ' + 1);

  private Octets() {}

  /** Where the first newline is at or after {@code from} and before {@code to}, else -1. */
  static int newline(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long found = zeros(eight(bytes, at) ^ NEWLINES);
      if (found != 0) return at + first(found);
    }
    for (; at < to; at++) if (bytes[at] == '\n') return at;
    return -1;
  }

  /**
   * Where the first byte is, at or after {@code from} and at most {@code to}, that is not simply a
   * character of a JSON string: a quote, a backslash, a control character, or none of ASCII.
   */
  static int plain(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long eight = eight(bytes, at);
      long found = (eight | (eight ^ SWAPPED) - UP_TO_QUOTE | (eight ^ BACKSLASHES) - ONES)
          & HIGHEST;
      if (found != 0) return at + first(found);
    }
    while (at < to && isPlain(bytes[at])) at++;
    return at;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  /** Where the first quote or backslash is at or after {@code from}, at most {@code to}. */
  static int quoteOrBackslash(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long eight = eight(bytes, at);
      long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
      if (found != 0) return at + first(found);
    }
    while (at < to && bytes[at] != '"' && bytes[at] != '\\') at++;
    return at;
  }

  /** Where the first byte that is not ASCII is at or after {@code from}, at most {@code to}. */
  static int ascii(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to && (eight(bytes, at) & HIGHEST) == 0) at += Long.BYTES;
    while (at < to && bytes[at] >= 0) at++;
    return at;
  }

  private static long eight(byte[] bytes, int at) {
    return (long) EIGHT.get(bytes, at);
  }

  /** The highest bit of each byte that is zero; of those above the first, perhaps of others. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGHEST;
  }

  /** Which byte is the first whose highest bit is set. */
  private static int first(long found) {
    return Long.numberOfTrailingZeros(found) / Byte.SIZE;
  }
}
