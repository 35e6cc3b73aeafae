package dev.hotplug.spec;

import java.util.regex.Pattern;

/** What is to be seen of a text that somebody else has written. */
public final class Visible {
  /**
   * Colours and the like (ECMA-48), links (OSC 8), what else is not shown, and what turns the
   * direction of writing.
   */
  private static final Pattern UNSEEN = Pattern
      .compile("\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)"
          + "|[\\p{Cc}&&[^\t]]|[\\u202A-\\u202E\\u2066-\\u2069]");

  private Visible() {}

  /** {@code text} without what a terminal would obey rather than show; tabs stay. */
  public static String of(String text) {
    return UNSEEN.matcher(text).replaceAll("");
  }
}
