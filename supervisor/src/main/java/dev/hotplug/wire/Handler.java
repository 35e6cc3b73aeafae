package dev.hotplug.wire;

/**
 * Hears what the other side says without being asked. Called on the reading thread, one at a time
 * and in order: must not block.
 */
public interface Handler {

  /**
   * A request; it must be answered, now or later, with {@link Peer#answer} or {@link Peer#refuse}.
   */
  void request(Message.Request request);

  void notification(Message.Notification notification);

  /** A line that is no message; to be answered or not, as the role demands. */
  void malformed(Message.Malformed malformed);

  void noise(Noise noise);

  /**
   * The other side reads no longer: what was said to it last is lost. Called at most once, on the
   * writing thread, and before or after {@link #closed}; what waits goes on waiting.
   */
  default void deaf() {}

  /** The other side will say nothing more. Called once, last; what was pending has ended. */
  void closed();
}
