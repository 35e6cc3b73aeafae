package dev.hotplug.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Knows what in the text of a glob is a pattern. A backslash makes the next character stand for
 * itself, and braces may nest, which those of Java may not.
 */
public final class GlobText {
  private static final char ESCAPE = '\\';
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  /** What begins a pattern. */
  private static final String SPECIAL = "*?[{";
  /** What is more than itself somewhere in a glob; an exclamation mark only at its beginning. */
  private static final Pattern MEANING = Pattern.compile("[!*?\\[\\]{}\\\\]");

  /** No path is longer. */
  private static final int LONGEST = 4_000;
  /** How many globs one may stand for; each is tried on every file. */
  private static final int MOST = 64;

  private GlobText() {}

  /** The glob that only {@code name} itself matches. */
  public static String literal(String name) {
    return MEANING.matcher(name).replaceAll("\\\\$0");
  }

  /** Whether {@code glob} may match something else than its {@link #plain plain text}. */
  public static boolean isPattern(String glob) {
    for (int i = 0; i < glob.length(); i = next(glob, i)) {
      if (SPECIAL.indexOf(glob.charAt(i)) >= 0) return true;
    }
    return false;
  }

  /** The text of a glob that is no pattern: what {@link #literal} was made of. */
  public static String plain(String glob) {
    return ESCAPED.matcher(glob).replaceAll("$1");
  }

  /**
   * The same without braces, as globs of which one must match.
   *
   * @throws IllegalArgumentException if it is no glob; the message names it, on one line and
   *   without a stop
   */
  public static List<String> withoutBraces(String glob) {
    try {
      var globs = alternatives(glob);
      globs.forEach(Glob::of);
      return globs;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Quote.of(glob) + " is no glob that can be watched: " + e.getMessage(), e);
    }
  }

  private static List<String> alternatives(String glob) {
    if (glob.isBlank()) throw new IllegalArgumentException("it is empty");
    if (glob.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    var globs = new ArrayList<String>();
    var left = new ArrayDeque<>(List.of(glob));
    while (!left.isEmpty()) {
      var first = left.pop();
      var split = split(first);
      if (split.isEmpty()) globs.add(first);
      split.reversed().forEach(left::push);
      if (globs.size() + left.size() > MOST) {
        throw new IllegalArgumentException("its braces stand for more than " + MOST + " globs");
      }
    }
    return globs;
  }

  /** The globs that the first braces of {@code glob} stand for; none if it has no braces. */
  private static List<String> split(String glob) {
    int open = 0;
    while (open < glob.length() && glob.charAt(open) != '{') open = next(glob, open);
    int close = closing(glob, open);
    if (close < 0) return List.of();
    var before = glob.substring(0, open);
    var after = glob.substring(close + 1);
    return parts(glob.substring(open + 1, close)).stream().map(it -> before + it + after).toList();
  }

  /** Where the brace at {@code open} is closed; negative if it is not. */
  private static int closing(String glob, int open) {
    int depth = 0;
    for (int i = open; i < glob.length(); i = next(glob, i)) {
      if (glob.charAt(i) == '{') depth++;
      if (glob.charAt(i) == '}' && --depth == 0) return i;
    }
    return -1;
  }

  private static List<String> parts(String inside) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < inside.length(); i = next(inside, i)) {
      char c = inside.charAt(i);
      if (c == '{') depth++;
      if (c == '}') depth--;
      if (c == ',' && depth == 0) {
        parts.add(inside.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(inside.substring(begin));
    return parts;
  }

  /** Where the character after the one at {@code at} stands, which may be an escaped one. */
  private static int next(String glob, int at) {
    return at + (glob.charAt(at) == ESCAPE ? 2 : 1);
  }
}
