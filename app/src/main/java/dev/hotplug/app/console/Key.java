package dev.hotplug.app.console;

/** A key that somebody has pressed. */
sealed interface Key {
  /** One that stands for a character. */
  record Typed(int codePoint) implements Key {}

  /** One that does something. */
  enum Named implements Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    ENTER,
    ESCAPE,
    BACKSPACE,
    /** Ctrl-U. */
    CLEAR
  }

  /** The one for a character. */
  static Key of(int codePoint) {
    return new Typed(codePoint);
  }
}
