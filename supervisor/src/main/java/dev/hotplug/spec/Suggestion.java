package dev.hotplug.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may have meant who wrote a name that nobody knows: one a few typing mistakes away,
 * a pair of letters exchanged being one mistake, or one that is a part of it or has it as a part.
 */
public final class Suggestion {
  private static final int MOST = 3;
  private static final int LONGEST = 128;
  private static final int SHORTEST_PART = 3;

  private Suggestion() {}

  private record Near(String name, int mistakes) {}

  /** The nearest of the known names, if one is near enough that the writer probably meant it. */
  public static Optional<String> of(String written, Collection<String> known) {
    return nearest(written, known).stream().findFirst();
  }

  /** Those of the known names that are near enough, the nearest first; at most three. */
  public static List<String> nearest(String written, Collection<String> known) {
    if (written.length() > LONGEST) return List.of();
    var plain = plain(written);
    return known.stream()
        .distinct()
        .map(name -> new Near(name, mistakes(plain, name)))
        .filter(near -> near.mistakes() <= limit(near.name()))
        .sorted(Comparator.comparingInt(Near::mistakes).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  /** {@code , did you mean "x"?} or nothing: the end of a sentence. */
  static String question(String written, Collection<String> known) {
    return of(written, known).map(name -> ", did you mean \"" + name + "\"?").orElse("");
  }

  /** {@code Did you mean "x" or "y"?} behind a space, or nothing: a sentence of its own. */
  public static String sentence(String written, Collection<String> known) {
    var nearest = nearest(written, known);
    return nearest.isEmpty() ? "" : " Did you mean \"" + String.join("\" or \"", nearest) + "\"?";
  }

  private static int limit(String name) {
    return Math.max(1, name.length() / 3);
  }

  /** How many mistakes lie between the two; more than any limit when they cannot be alike. */
  private static int mistakes(String written, String name) {
    if (name.length() > 2 * LONGEST) return Integer.MAX_VALUE;
    var plain = plain(name);
    if (written.equals(plain)) return 0;
    if (isPart(written, plain) || isPart(plain, written)) return 1;
    if (Math.abs(written.length() - plain.length()) > limit(name)) return Integer.MAX_VALUE;
    int edits = edits(written, plain);
    return edits < Math.max(written.length(), plain.length()) ? edits : Integer.MAX_VALUE;
  }

  private static boolean isPart(String part, String whole) {
    return part.length() >= SHORTEST_PART && whole.contains(part);
  }

  /** {@code startMs}, {@code start-ms} and {@code start_ms} are the same to whoever types them. */
  private static String plain(String name) {
    return name.replaceAll("[_.\\- ]", "").toLowerCase(Locale.ROOT);
  }

  /** The optimal string alignment distance. */
  private static int edits(String a, String b) {
    var cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) cost[i][j] = cheapest(cost, a, b, i, j);
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    if (i == 0 || j == 0) return i + j;
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    return isExchange(a, b, i, j) ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
  }

  private static boolean isExchange(String a, String b, int i, int j) {
    return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
