package dev.hotplug.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which request a line answers that cannot be read: it is too long to be held, or no JSON. Looked
 * at are its first and last bytes, so the id is found where it stands before or after all else, as
 * it nearly always does. A request or notification of the other side is never taken for an answer,
 * for it has ids of its own. Confined to the reading thread.
 */
final class Glimpse {
  private static final String START = "^(?:\u00EF\u00BB\u00BF)?\\s*\\{\\s*";
  private static final String VERSION = "\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*";
  private static final String ID = "\"id\"\\s*:\\s*(\"?)(\\d{1,18})\\1\\s*";
  private static final String CARRIES = "\"(?:result|error)\"\\s*:";

  private static final Pattern LEADING_ID = Pattern.compile(
      START + "(?:" + VERSION + ",\\s*)?" + ID + ",\\s*(?:" + VERSION + ",\\s*)?" + CARRIES);

  private static final Pattern WITHOUT_ID = Pattern
      .compile(START + "(?:" + VERSION + ",\\s*)?" + CARRIES);

  private static final Pattern TRAILING_ID = Pattern
      .compile(",\\s*" + ID + "(?:,\\s*" + VERSION + ")?}\\s*$");

  private static final int HEAD = 4_096;
  private static final int TAIL = 256;

  private boolean mayEndWithId;

  /** Looks at a line that is no JSON. */
  static Optional<Long> of(byte[] line) {
    var glimpse = new Glimpse();
    return glimpse.begins(Arrays.copyOf(line, Math.min(line.length, HEAD)))
        .or(() -> glimpse
            .ends(Arrays.copyOfRange(line, Math.max(0, line.length - TAIL), line.length)));
  }

  /** Looks at the first bytes of a line. */
  Optional<Long> begins(byte[] head) {
    var text = text(head);
    mayEndWithId = WITHOUT_ID.matcher(text).find();
    return id(LEADING_ID, text);
  }

  /** Looks at the last bytes of the same line. */
  Optional<Long> ends(byte[] tail) {
    return mayEndWithId ? id(TRAILING_ID, text(tail)) : Optional.empty();
  }

  private static Optional<Long> id(Pattern pattern, String text) {
    var id = pattern.matcher(text);
    if (!id.find()) return Optional.empty();
    return Optional.of(Long.parseLong(text, id.start(2), id.end(2), 10));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
