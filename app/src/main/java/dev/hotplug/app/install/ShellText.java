package dev.hotplug.app.install;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands as a POSIX shell reads them, on one line and without what a reader cannot see. */
public final class ShellText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+:@%=,-]+");

  /** What moves the cursor or turns the writing round: a repository must not draw our question. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

  private ShellText() {}

  /** {@code words} on one line, quoted where they must be. */
  public static String of(List<String> words) {
    return words.stream().map(ShellText::quoted).collect(Collectors.joining(" "));
  }

  /** {@code text} with a mark in place of each character that cannot be seen. */
  static String seen(String text) {
    return UNSEEN.matcher(text).replaceAll("\uFFFD");
  }

  private static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) return word;
    return "'" + seen(word.replace("'", "'\\''")) + "'";
  }
}
