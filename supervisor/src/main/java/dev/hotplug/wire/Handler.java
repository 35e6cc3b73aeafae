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

  /** The other side will say nothing more. Called once, last; what was pending has ended. */
  void closed();
}
