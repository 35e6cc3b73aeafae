package dev.hotplug.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Strict UTF-8, as the JDK's decoder knows it; ASCII, nearly all there is, is passed quickly. */
final class Utf8 {
  private static final int CHUNK = 8_192;

  /** How long a byte order mark is. */
  static final int MARK = 3;

  private Utf8() {}

  /** How much of {@code bytes} is a byte order mark at their beginning. */
  static int mark(byte[] bytes) {
    boolean isMarked = bytes.length >= MARK && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
    return isMarked ? MARK : 0;
  }

  /** Whether the bytes from {@code from} up to {@code to} are UTF-8. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int ascii = Octets.ascii(bytes, from, to);
    return ascii == to
        || decodes(ByteBuffer.wrap(bytes, ascii, to - ascii), CodingErrorAction.REPORT, _ -> {});
  }

  /**
   * Those bytes with every bad sequence replaced by U+FFFD, which is longer than most of what it
   * stands for; null when they would be more than {@code most}.
   */
  static byte @Nullable [] repaired(byte[] bytes, int from, int to, int most) {
    var length = new AtomicLong();
    repair(bytes, from, to, part -> length.addAndGet(part.remaining()));
    if (length.get() > most) return null;
    var repaired = ByteBuffer.allocate(length.intValue());
    repair(bytes, from, to, repaired::put);
    return repaired.array();
  }

  private static void repair(byte[] bytes, int from, int to, Consumer<ByteBuffer> parts) {
    decodes(ByteBuffer.wrap(bytes, from, to - from), CodingErrorAction.REPLACE,
        part -> parts.accept(StandardCharsets.UTF_8.encode(part)));
  }

  /** Hands the characters on, part by part; false at the first error that is to be reported. */
  private static boolean decodes(ByteBuffer in, CodingErrorAction onError,
      Consumer<CharBuffer> parts) {
    var decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(onError)
        .onUnmappableCharacter(onError);
    var out = CharBuffer.allocate(Math.min(CHUNK, in.remaining() + 1));
    while (true) {
      var step = decoder.decode(in, out, true);
      if (step.isError()) return false;
      parts.accept(out.flip());
      if (step.isUnderflow()) return true;
      out.clear();
    }
  }
}
