package dev.hotplug.spec;

/** Keeps a text that somebody else has written to a bearable length. */
public final class Cut {
  private Cut() {}

  /** {@code text}, or its beginning and an ellipsis: at most {@code length} characters. */
  public static String of(String text, int length) {
    if (text.length() <= length) return text;
    // Half a surrogate pair is no character.
    boolean splits = Character.isHighSurrogate(text.charAt(length - 2));
    return text.substring(0, splits ? length - 2 : length - 1) + "…";
  }
}
