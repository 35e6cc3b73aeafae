package dev.hotplug.app.console;

import dev.hotplug.app.console.Key.Named;
import java.io.IOException;
import java.util.Optional;

/** Makes keys of what a terminal sends. Confined to one thread. */
final class Keys {
  /** What follows an escape in one key comes with it. */
  private static final long WITHIN_A_KEY_MS = 30;

  private static final int ESCAPE = 27;
  private static final int DELETE = 127;
  private static final int CTRL_U = 21;

  /** Where characters come from. */
  interface Source {
    /** Says that none came in time. */
    int NONE = -2;

    /** Says that none will come any more. */
    int END = -1;

    /** The next one; waits so long for it, at least 1 ms. */
    int next(long ms) throws IOException;
  }

  private final Source source;
  private boolean hasEnded;

  Keys(Source source) {
    this.source = source;
  }

  /** Whether nobody can press one any more. */
  boolean haveEnded() {
    return hasEnded;
  }

  /** The next one; empty where none is pressed in time, and for one that means nothing here. */
  Optional<Key> next(long ms) throws IOException {
    int first = source.next(ms);
    hasEnded = first == Source.END;
    if (first < 0) return Optional.empty();
    return switch (first) {
      case ESCAPE -> escaped();
      case '\r', '\n' -> Optional.of(Named.ENTER);
      case DELETE, '\b' -> Optional.of(Named.BACKSPACE);
      case CTRL_U -> Optional.of(Named.CLEAR);
      default -> character((char) first);
    };
  }

  private Optional<Key> character(char first) throws IOException {
    if (!Character.isHighSurrogate(first)) {
      return Character.isISOControl(first) ? Optional.empty() : Optional.of(Key.of(first));
    }
    int second = source.next(WITHIN_A_KEY_MS);
    return second > 0 && Character.isLowSurrogate((char) second)
        ? Optional.of(Key.of(Character.toCodePoint(first, (char) second)))
        : Optional.empty();
  }

  /** Escape alone, or what a key sends of several characters (ECMA-48: CSI, SS3). */
  private Optional<Key> escaped() throws IOException {
    int kind = source.next(WITHIN_A_KEY_MS);
    if (kind < 0) return Optional.of(Named.ESCAPE);
    if (kind != '[' && kind != 'O') return Optional.empty();
    int last = source.next(WITHIN_A_KEY_MS);
    while (last >= ' ' && last < '@') last = source.next(WITHIN_A_KEY_MS);
    return switch (last) {
      case 'A' -> Optional.of(Named.UP);
      case 'B' -> Optional.of(Named.DOWN);
      case 'C' -> Optional.of(Named.RIGHT);
      case 'D' -> Optional.of(Named.LEFT);
      case 'H' -> Optional.of(Named.HOME);
      case 'F' -> Optional.of(Named.END);
      default -> Optional.empty();
    };
  }
}
