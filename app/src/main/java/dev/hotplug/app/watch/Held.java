package dev.hotplug.app.watch;

/** What a file held when it was looked at. */
sealed interface Held {
  /**
   * Its bytes, as the first 128 bits of their SHA-256.
   *
   * @param settled whether the file cannot have changed since without getting another stamp
   */
  record Read(Stamp stamp, boolean settled, long high, long low) implements Held {}

  /** Nobody read it: only its stamp tells it from others. */
  record Unread(Stamp stamp) implements Held {}

  /** It was there and could not be read. */
  record Unreadable() implements Held {}

  /** It was written while it was read, or since then: what it held then is not known. */
  record InMotion() implements Held {}

  /** Whether a file that holds {@code now} holds what it held. */
  default boolean isStill(Held now) {
    return switch (this) {
      case Read read -> now instanceof Read it && it.high == read.high && it.low == read.low;
      case Unread unread -> switch (now) {
        case Read it -> it.stamp.equals(unread.stamp);
        case Unread it -> it.stamp.equals(unread.stamp);
        case Unreadable _, InMotion _ -> false;
      };
      case Unreadable _ -> now instanceof Unreadable;
      case InMotion _ -> false;
    };
  }

  /** Whether a file with that stamp need not be read to know that it holds this. */
  default boolean isSurelyOf(Stamp now) {
    return switch (this) {
      case Read read -> read.settled && read.stamp.equals(now);
      case Unread unread -> unread.stamp.equals(now);
      case Unreadable _, InMotion _ -> false;
    };
  }
}
