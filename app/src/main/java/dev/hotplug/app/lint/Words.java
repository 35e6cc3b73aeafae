package dev.hotplug.app.lint;

import dev.hotplug.spec.Cut;
import java.util.Collection;
import java.util.stream.Collectors;

/** What sentences show of names that others have chosen: a bearable part. */
final class Words {
  private static final int LONGEST_NAME = 80;
  private static final int MOST_NAMES = 8;

  private Words() {}

  static String name(String name) {
    return "\"" + Cut.of(name, LONGEST_NAME) + "\"";
  }

  /** The first of {@code names}, and how many more there are. */
  static String names(Collection<String> names) {
    var shown = names.stream().limit(MOST_NAMES).map(Words::name).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES ? shown
        : shown + " and " + (names.size() - MOST_NAMES) + " more";
  }

  /** So many tools, in words. */
  static String tools(int count) {
    return count == 1 ? "1 tool" : count + " tools";
  }
}
