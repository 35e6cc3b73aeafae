package dev.hotplug.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8, as the JDK's decoder knows it; ASCII, nearly all there is, is passed quickly. */
final class Utf8 {
  private static final int CHUNK = 8_192;

  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    int ascii = 0;
    while (ascii < bytes.length && bytes[ascii] >= 0) ascii++;
    return ascii == bytes.length || decodes(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
  }

  private static boolean decodes(ByteBuffer in) {
    var decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    var out = CharBuffer.allocate(Math.min(CHUNK, in.remaining() + 1));
    while (true) {
      var step = decoder.decode(in, out, true);
      if (step.isError()) return false;
      if (step.isUnderflow()) return true;
      out.clear();
    }
  }

  /** The bytes with every bad sequence replaced by U+FFFD. */
  static byte[] repaired(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }
}
