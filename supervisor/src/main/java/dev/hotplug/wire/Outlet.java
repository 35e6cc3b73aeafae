package dev.hotplug.wire;

/**
 * A way to write that never waits: what the other side has no room for now is not taken. Confined
 * to whoever holds the lock of the queue in front of it.
 */
public interface Outlet {
  /** How much can be written at a time, in bytes: what a pipe takes whole or not at all. */
  int MOST = 4_096;

  /** One that takes nothing. */
  Outlet NONE = new Outlet() {
    @Override
    public int write(byte[] bytes, int length) {
      return 0;
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  };

  /**
   * Writes the first {@code length} of {@code bytes}, at most {@link #MOST}, as far as that goes at
   * once.
   *
   * @return how many were taken; 0 also when nobody reads any more, which is left to who waits
   */
  int write(byte[] bytes, int length);

  /** Lets go of what it holds. */
  void close();
}
