package dev.hotplug.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that nobody knows. */
final class Suggestion {
  private static final int LONGEST = 40;

  private Suggestion() {}

  /** The nearest of the known names, if one is near enough that the writer probably meant it. */
  static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > LONGEST) return Optional.empty();
    return known.stream()
        .filter(name -> distance(written, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /** {@code , did you mean "x"?} or nothing. */
  static String question(String written, Collection<String> known) {
    return of(written, known).map(name -> ", did you mean \"" + name + "\"?").orElse("");
  }

  private static int distance(String written, String name) {
    return levenshtein(plain(written), plain(name));
  }

  /** {@code startMs}, {@code start-ms} and {@code start_ms} are the same to whoever types them. */
  private static String plain(String name) {
    return name.replaceAll("[_.\\- ]", "").toLowerCase(Locale.ROOT);
  }

  private static int levenshtein(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) above[j] = j;
    for (int i = 1; i <= a.length(); i++) above = row(a.charAt(i - 1), b, above, i);
    return above[b.length()];
  }

  private static int[] row(char c, String b, int[] above, int first) {
    int[] row = new int[above.length];
    row[0] = first;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (c == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
    }
    return row;
  }
}
