package dev.hotplug.wire;

/**
 * How long the smallest pieces of a JSON text are (RFC 8259): each method gives the length of the
 * one that begins at {@code at}, {@link #CUT} where it may be complete only with what comes after
 * {@code to}, or {@link #WRONG} where it cannot be one.
 */
final class Lexeme {
  static final int CUT = 0;
  static final int WRONG = -1;

  private static final int UNICODE_ESCAPE = 6;

  private Lexeme() {}

  /** Of {@code true}, {@code false} or {@code null}, whose first letter is known to be there. */
  static int word(String word, byte[] bytes, int at, int to) {
    if (at + word.length() > to) return CUT;
    for (int i = 1; i < word.length(); i++) if (bytes[at + i] != word.charAt(i)) return WRONG;
    return word.length();
  }

  /** Of a number; what follows shows that it is complete. */
  static int number(byte[] bytes, int at, int to) {
    int from = bytes[at] == '-' ? at + 1 : at;
    int end = digitsEnd(bytes, from, to);
    if (end > from + 1 && bytes[from] == '0') return WRONG;
    if (end > from && end < to && bytes[end] == '.') {
      from = end + 1;
      end = digitsEnd(bytes, from, to);
    }
    if (end > from && end < to && (bytes[end] == 'e' || bytes[end] == 'E')) {
      from = end + 1;
      if (from < to && (bytes[from] == '+' || bytes[from] == '-')) from++;
      end = digitsEnd(bytes, from, to);
    }
    if (end == to) return CUT;
    return end == from ? WRONG : end - at;
  }

  /** Whether the number from {@code from} up to {@code to} has no fraction and no exponent. */
  static boolean isInteger(byte[] bytes, int from, int to) {
    int digits = from < to && bytes[from] == '-' ? from + 1 : from;
    return digits < to && digitsEnd(bytes, digits, to) == to;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) at++;
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Of what a backslash begins in a string. */
  static int escape(byte[] bytes, int at, int to) {
    if (at + 1 == to) return CUT;
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> unicodeEscape(bytes, at, to);
      default -> WRONG;
    };
  }

  private static int unicodeEscape(byte[] bytes, int at, int to) {
    if (at + UNICODE_ESCAPE > to) return CUT;
    for (int i = 2; i < UNICODE_ESCAPE; i++) if (!isHexadecimal(bytes[at + i])) return WRONG;
    return UNICODE_ESCAPE;
  }

  private static boolean isHexadecimal(byte b) {
    return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  /** Of a character in UTF-8 that is none of ASCII (RFC 3629 section 4). */
  static int character(byte[] bytes, int at, int to) {
    int length = lengthAfter(bytes[at]);
    if (length == WRONG) return WRONG;
    if (at + length > to) return CUT;
    boolean isGood = isSecond(bytes[at], bytes[at + 1]);
    for (int i = 2; i < length; i++) isGood &= isWithin(0x80, 0xBF, bytes[at + i]);
    return isGood ? length : WRONG;
  }

  private static int lengthAfter(byte lead) {
    if (isWithin(0xC2, 0xDF, lead)) return 2;
    if (isWithin(0xE0, 0xEF, lead)) return 3;
    return isWithin(0xF0, 0xF4, lead) ? 4 : WRONG;
  }

  /** What is too long, a surrogate, or beyond the last character shows in the second byte. */
  private static boolean isSecond(byte lead, byte second) {
    return switch (lead & 0xFF) {
      case 0xE0 -> isWithin(0xA0, 0xBF, second);
      case 0xED -> isWithin(0x80, 0x9F, second);
      case 0xF0 -> isWithin(0x90, 0xBF, second);
      case 0xF4 -> isWithin(0x80, 0x8F, second);
      default -> isWithin(0x80, 0xBF, second);
    };
  }

  private static boolean isWithin(int least, int most, byte b) {
    return (b & 0xFF) >= least && (b & 0xFF) <= most;
  }
}
