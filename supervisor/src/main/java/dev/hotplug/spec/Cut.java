package dev.hotplug.spec;

/** Keeps a text that somebody else has written to a bearable length. */
public final class Cut {
  private Cut() {}

  /** {@code text}, or its beginning and an ellipsis: at most {@code length} characters. */
  public static String of(String text, int length) {
    if (text.length() <= length) return text;
    return text.substring(0, before(text, length - 1)) + "…";
  }

  /**
   * Where to cut {@code text} that is to be cut at {@code index}: there, or one earlier when the
   * first half of a surrogate pair stands before it, which is no character.
   */
  public static int before(CharSequence text, int index) {
    boolean splits = index > 0 && index <= text.length()
        && Character.isHighSurrogate(text.charAt(index - 1));
    return splits ? index - 1 : index;
  }
}
