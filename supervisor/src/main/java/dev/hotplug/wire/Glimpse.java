package dev.hotplug.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which request a line answers, or is, that cannot be read: it is too long to be held, or no JSON.
 * Looked at are its first and last bytes, so the id is found where it stands before or after all
 * else, as it nearly always does. A request or notification of the other side is never taken for an
 * answer, for it has ids of its own. Confined to the reading thread.
 */
final class Glimpse {
  private static final String START = "^(?:\u00EF\u00BB\u00BF)?\\s*\\{\\s*";
  private static final String VERSION = "\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*";
  private static final String ID = "\"id\"\\s*:\\s*(\"?)(\\d{1,18})\\1\\s*";
  private static final String CARRIES = "\"(?:result|error)\"\\s*:";

  private static final Pattern LEADING_ID = Pattern.compile(
      START + "(?:" + VERSION + ",\\s*)?" + ID + ",\\s*(?:" + VERSION + ",\\s*)?" + CARRIES);

  /** A text that would have to be read, and might be no UTF-8, is not given back. */
  private static final String ANY_ID = "\"id\"\\s*:\\s*(-?\\d{1,18}|\"[ !#-\\[\\]-~]{0,200}\")\\s*";
  private static final String ASKS = "\"method\"\\s*:";

  private static final Pattern LEADING_OWN_ID = Pattern.compile(
      START + "(?:" + VERSION + ",\\s*)?" + ANY_ID + ",\\s*(?:" + VERSION + ",\\s*)?" + ASKS);

  private static final Pattern ASKS_WITHOUT_ID = Pattern
      .compile(START + "(?:" + VERSION + ",\\s*)?" + ASKS);

  private static final Pattern TRAILING_OWN_ID = Pattern
      .compile(",\\s*(?:" + VERSION + ",\\s*)?" + ANY_ID + "(?:,\\s*" + VERSION + ")?}\\s*$");

  private static final Pattern WITHOUT_ID = Pattern
      .compile(START + "(?:" + VERSION + ",\\s*)?" + CARRIES);

  private static final Pattern TRAILING_ID = Pattern
      .compile(",\\s*" + ID + "(?:,\\s*" + VERSION + ")?}\\s*$");

  private static final int HEAD = 4_096;
  private static final int TAIL = 256;

  private boolean mayEndWithId;
  private boolean mayEndWithOwnId;
  private @Nullable Span ownId;

  /** Looks at a line that is no JSON. */
  static Optional<Long> of(Span line) {
    var glimpse = new Glimpse();
    return glimpse.begins(line.head(HEAD)).or(() -> glimpse.ends(line.tail(TAIL)));
  }

  /** Looks at the first bytes of a line. */
  Optional<Long> begins(byte[] head) {
    var text = text(head);
    mayEndWithId = WITHOUT_ID.matcher(text).find();
    mayEndWithOwnId = ASKS_WITHOUT_ID.matcher(text).find();
    ownId = ownId(LEADING_OWN_ID, text);
    return id(LEADING_ID, text);
  }

  /** Looks at the last bytes of the same line. */
  Optional<Long> ends(byte[] tail) {
    return mayEndWithId ? id(TRAILING_ID, text(tail)) : Optional.empty();
  }

  /**
   * The id of the request that the line is, once its first bytes were looked at, with its last;
   * null where it is none or has it elsewhere.
   */
  @Nullable
  Span ownId(byte[] tail) {
    return mayEndWithOwnId ? ownId(TRAILING_OWN_ID, text(tail)) : ownId;
  }

  private static @Nullable Span ownId(Pattern pattern, String text) {
    var id = pattern.matcher(text);
    return id.find() ? Span.of(text.substring(id.start(1), id.end(1))) : null;
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
