package dev.hotplug.installer;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What patterns find in texts; what they do not find is the empty string. */
final class Matches {
  private Matches() {}

  /** The group {@code number} of a match; empty if it took no part. */
  static String group(MatchResult match, int number) {
    return Objects.requireNonNullElse(match.group(number), "");
  }

  /** The first group of the first match in {@code text}; empty if there is none. */
  static String first(Pattern pattern, String text) {
    return all(pattern, text).findFirst().orElse("");
  }

  /** The first group of each match in {@code text}. */
  static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> group(it, 1));
  }
}
