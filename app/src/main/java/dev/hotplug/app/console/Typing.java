package dev.hotplug.app.console;

import dev.hotplug.app.console.Key.Named;

/**
 * A line that somebody types.
 *
 * @param cursor before which character of it the next one comes
 */
record Typing(String text, int cursor) {
  /** In characters. */
  private static final int LONGEST = 64 * 1024;

  /** One that begins as {@code text}, which can be changed. */
  static Typing of(String text) {
    return new Typing(text, text.length());
  }

  /** The line after a key; the same where it has no meaning in a line. */
  Typing after(Key key) {
    return switch (key) {
      case Key.Typed(var codePoint) -> inserted(Character.toString(codePoint));
      case Named named -> switch (named) {
        case LEFT -> new Typing(text, before());
        case RIGHT -> new Typing(text, behind());
        case HOME -> new Typing(text, 0);
        case END -> of(text);
        case BACKSPACE ->
          new Typing(text.substring(0, before()) + text.substring(cursor), before());
        case CLEAR -> of("");
        case UP, DOWN, ENTER, ESCAPE -> this;
      };
    };
  }

  private Typing inserted(String more) {
    if (text.length() + more.length() > LONGEST) return this;
    return new Typing(text.substring(0, cursor) + more + text.substring(cursor),
        cursor + more.length());
  }

  private int before() {
    return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
  }

  private int behind() {
    return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
  }
}
