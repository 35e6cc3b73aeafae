package dev.hotplug.installer;

import java.util.List;
import java.util.regex.Pattern;

/** Words of a repository, made fit to be shown: they could hold terminal escapes, or a novel. */
final class Plain {
  private static final int LONGEST = 160;

  /** Control, invisible, private and unassigned characters; line and paragraph separators. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]+");

  private Plain() {}

  /** Whether {@code text} has printable characters only. */
  static boolean isPlain(String text) {
    return !UNPRINTABLE.matcher(text).find();
  }

  /** {@code text} on one line, printable, at most 160 characters of it. */
  static String text(String text) {
    return text(text, LONGEST);
  }

  /** {@code text} on one line, printable, at most {@code longest} characters of it. */
  static String text(String text, int longest) {
    var line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    if (line.length() <= longest) return line;
    // Half a surrogate pair is no character.
    boolean splits = Character.isHighSurrogate(line.charAt(longest - 2));
    return line.substring(0, splits ? longest - 2 : longest - 1).stripTrailing() + "…";
  }

  /** {@code text} as the name of a file that we make: letters, digits, dots, dashes only. */
  static String fileName(String text) {
    return UNUSUAL.matcher(text).replaceAll("-").replaceFirst("^[-.]+", "_");
  }

  /** As {@link #text}, in quotes. */
  static String quoted(String text) {
    return '"' + text(text) + '"';
  }

  /** {@code words} as a list in a sentence: {@code "a", "b"}. */
  static String quoted(List<String> words) {
    return String.join(", ", words.stream().map(Plain::quoted).toList());
  }
}
