package dev.hotplug.app.watch;

/**
 * When we last built or started a server, and so may have written its files ourselves. Times are
 * those of {@link System#nanoTime}. Confined to one thread.
 */
final class OwnWork {
  private int underWay;
  private boolean hasBegun;
  private long begun;
  private long ended;

  void begin(long at) {
    if (underWay++ > 0) return;
    hasBegun = true;
    begun = at;
  }

  void end(long at) {
    underWay--;
    ended = at;
  }

  boolean isUnderWay() {
    return underWay > 0;
  }

  /** When the last of it ended. */
  long ended() {
    return ended;
  }

  boolean contains(long at) {
    return hasBegun && at - begun >= 0 && (isUnderWay() || at - ended <= 0);
  }
}
