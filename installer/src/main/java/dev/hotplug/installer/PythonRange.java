package dev.hotplug.installer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The versions of Python that a project accepts, as far as the minor version goes.
 *
 * @param requirement {@code requires-python} or poetry's {@code python}: {@code >=3.10,<3.12}
 */
record PythonRange(String requirement) {
  private static final int OLDEST = 8;
  private static final int NEWEST = 20;
  private static final Pattern COMMA = Pattern.compile(",");

  /** A comparison with 3.x or 3.x.y; what is not one, 2.7 or 4.0 among it, excludes nothing. */
  private static final Pattern CLAUSE = Pattern
      .compile("(===?|~=|!=|>=|<=|>|<|\\^|~)?\\s*3\\.(\\d{1,2})(\\.(?:\\d+|\\*))?");

  /** Whether it is bounded from above: what the newest Python may be too new for. */
  boolean isExact() {
    return !accepts(NEWEST);
  }

  /** The minor versions that it accepts, the newest first. */
  List<Integer> minors() {
    return IntStream.rangeClosed(OLDEST, NEWEST)
        .map(it -> NEWEST + OLDEST - it)
        .filter(this::accepts)
        .boxed()
        .toList();
  }

  private boolean accepts(int minor) {
    // Poetry's alternatives: as if there were no bound.
    if (requirement.contains("|")) return true;
    return COMMA.splitAsStream(requirement)
        .map(it -> CLAUSE.matcher(it.strip()))
        .allMatch(it -> !it.matches() || holds(it, minor));
  }

  private static boolean holds(Matcher clause, int minor) {
    var operator = Matches.group(clause, 1);
    int bound = Integer.parseInt(Matches.group(clause, 2));
    var patch = Matches.group(clause, 3);
    return switch (operator) {
      case "", "==", "===", "~" -> minor == bound;
      case "~=" -> !patch.isEmpty() ? minor == bound : minor >= bound;
      case ">=", ">", "^" -> minor >= bound;
      case "<", "<=" -> !patch.isEmpty() ? minor <= bound : minor < bound;
      case "!=" -> !patch.equals(".*") || minor != bound;
      default -> true;
    };
  }
}
