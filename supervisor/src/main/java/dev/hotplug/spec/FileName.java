package dev.hotplug.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Makes a file's name of a server's, which may hold anything: two servers never share one. */
final class FileName {
  /** File systems take 255 bytes; what replaces a file while it is written has a longer name. */
  private static final int LONGEST = 200;

  /** No other has a "%" that is not followed by digits. */
  private static final String NAMELESS = "%";

  private static final int DIGEST_BYTES = 16;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]|^\\.");

  private FileName() {}

  static String of(String server) {
    if (server.isEmpty()) return NAMELESS;
    var name = UNSAFE.matcher(server).replaceAll(match -> escaped(match.group()));
    // "~" is escaped in all others.
    return name.length() <= LONGEST ? name
        : name.substring(0, LONGEST - 1 - 2 * DIGEST_BYTES) + "~" + digest(server);
  }

  private static String escaped(String letter) {
    return "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(bytes(letter));
  }

  private static String digest(String server) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes(server));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
