package dev.hotplug.app.tools;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /** Of {@code known}, those that look like {@code name}, the likeliest first; at most three. */
  static List<String> to(String name, Collection<String> known) {
    var wanted = plain(name);
    return known.stream()
        .filter(candidate -> distance(wanted, plain(candidate)) <= limit(wanted, candidate))
        .sorted(Comparator.comparingInt((String candidate) -> distance(wanted, plain(candidate)))
            .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** {@code Did you mean "a" or "b"? }, or nothing. */
  static String question(String name, Collection<String> known) {
    var nearest = to(name, known);
    return nearest.isEmpty() ? "" : " Did you mean \"" + String.join("\" or \"", nearest) + "\"?";
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  private static int limit(String wanted, String candidate) {
    return Math.max(1, Math.min(wanted.length(), candidate.length()) / 3);
  }

  /** Edits between the two, where a part that is the whole of one costs a single edit. */
  private static int distance(String a, String b) {
    if (!a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a))) {
      return a.equals(b) ? 0 : 1;
    }
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
