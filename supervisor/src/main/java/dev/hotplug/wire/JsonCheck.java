package dev.hotplug.wire;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a line is one JSON value (RFC 8259) in valid UTF-8, while it still comes in. A
 * yes is true; a no may also mean that it nests too deep for this, or is or holds a giant number:
 * whoever hears it has to look himself. Confined to one thread.
 */
final class JsonCheck {
  /** What is to come. */
  private enum Next {
    /** The line, perhaps with a byte order mark. */
    LINE,
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    COLON,
    COMMA_OR_END,
    REST_OF_NAME,
    REST_OF_TEXT,
    /** Nothing but blanks: the value is complete. */
    BLANKS,
    /** Whatever comes, it is no JSON. */
    ANYTHING
  }

  /** Each level is a bit. */
  private static final int DEEPEST = Long.SIZE;

  /** What was cut is looked at again from its beginning, which must not happen too often. */
  private static final int LONGEST_CUT = 4 * 1024;

  private Next next = Next.LINE;
  private int at;
  private int depth;

  /** Which of the open levels are objects and not arrays; the lowest bit is the innermost. */
  private long objects;

  /** Of the values right within the whole, the last that began, and the longest that ended. */
  private int lastFrom;

  private int longestFrom;
  private int longestTo;

  /** Forgets what was seen: another line begins. */
  void begin() {
    next = Next.LINE;
    at = 0;
    depth = 0;
    objects = 0;
    longestFrom = 0;
    longestTo = 0;
  }

  /**
   * Looks at what has come of the line, which is all before {@code to}, up to a newline among it.
   *
   * @return how far it has looked: before there is no newline
   */
  int goOn(byte[] bytes, int to) {
    boolean goesOn = true;
    while (goesOn && at < to) goesOn = step(bytes, to);
    return at;
  }

  /** Whether the line, which ends before {@code to}, was found to be one JSON value. */
  boolean ends(byte[] bytes, int to) {
    return goOn(bytes, to) == to && next == Next.BLANKS;
  }

  /** The longest value right within the whole, in {@code bytes}; null when there is none. */
  @Nullable
  Span longest(byte[] bytes) {
    return longestTo == 0 ? null : Span.slice(bytes, longestFrom, longestTo);
  }

  /** False when the next piece is not there as a whole, or cannot be. */
  private boolean step(byte[] bytes, int to) {
    if (next == Next.REST_OF_TEXT || next == Next.REST_OF_NAME) return text(bytes, to);
    if (next == Next.LINE) return begin(bytes, to);
    byte b = bytes[at];
    if (b == ' ' || b == '\t' || b == '\r') return take(1, next);
    if (b == '\n') return false;
    return switch (next) {
      case VALUE -> value(b, bytes, to);
      case VALUE_OR_END -> b == ']' ? close() : value(b, bytes, to);
      case NAME -> name(b);
      case NAME_OR_END -> b == '}' ? close() : name(b);
      case COLON -> b == ':' ? take(1, Next.VALUE) : refuse();
      case COMMA_OR_END -> commaOrEnd(b);
      case LINE, REST_OF_NAME, REST_OF_TEXT, BLANKS, ANYTHING -> refuse();
    };
  }

  private boolean begin(byte[] bytes, int to) {
    boolean isCut = to < Utf8.MARK && bytes[0] < 0;
    return !isCut && take(Utf8.mark(bytes), Next.VALUE);
  }

  private boolean take(int length, Next then) {
    at += length;
    next = then;
    return true;
  }

  private boolean refuse() {
    next = Next.ANYTHING;
    return false;
  }

  private boolean value(byte b, byte[] bytes, int to) {
    if (depth == 1) lastFrom = at;
    return switch (b) {
      case '"' -> take(1, Next.REST_OF_TEXT);
      case '{' -> open(1, Next.NAME_OR_END);
      case '[' -> open(0, Next.VALUE_OR_END);
      case 't' -> scalar(Lexeme.word("true", bytes, at, to), to);
      case 'f' -> scalar(Lexeme.word("false", bytes, at, to), to);
      case 'n' -> scalar(Lexeme.word("null", bytes, at, to), to);
      default -> scalar(Lexeme.number(bytes, at, to), to);
    };
  }

  private boolean name(byte b) {
    return b == '"' ? take(1, Next.REST_OF_NAME) : refuse();
  }

  private boolean commaOrEnd(byte b) {
    boolean isObject = (objects & 1) == 1;
    if (b == ',') return take(1, isObject ? Next.NAME : Next.VALUE);
    return b == (isObject ? '}' : ']') ? close() : refuse();
  }

  private boolean open(int object, Next then) {
    if (depth == DEEPEST) return refuse();
    depth++;
    objects = objects << 1 | object;
    return take(1, then);
  }

  private boolean close() {
    depth--;
    objects >>>= 1;
    return end(1);
  }

  /** The last {@code length} bytes of a value, or all of a short one. */
  private boolean end(int length) {
    at += length;
    if (depth == 1 && at - lastFrom > longestTo - longestFrom) {
      longestFrom = lastFrom;
      longestTo = at;
    }
    next = depth == 0 ? Next.BLANKS : Next.COMMA_OR_END;
    return true;
  }

  private boolean text(byte[] bytes, int to) {
    at = Octets.plain(bytes, at, to);
    if (at == to) return false;
    byte b = bytes[at];
    if (b == '"') return next == Next.REST_OF_NAME ? take(1, Next.COLON) : end(1);
    if (b == '\n') return false;
    int length = b == '\\' ? Lexeme.escape(bytes, at, to) : Lexeme.character(bytes, at, to);
    return length > 0 ? take(length, next) : isCut(length, to);
  }

  private boolean scalar(int length, int to) {
    return length > 0 ? end(length) : isCut(length, to);
  }

  private boolean isCut(int length, int to) {
    boolean mayBecome = length == Lexeme.CUT && to - at <= LONGEST_CUT;
    return mayBecome ? false : refuse();
  }
}
