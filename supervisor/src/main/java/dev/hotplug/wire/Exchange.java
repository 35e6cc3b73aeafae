package dev.hotplug.wire;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request under way. Thread-safe. */
public final class Exchange {
  private final long id;
  private final Ask ask;
  private final Pending pending;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private volatile Timer.@Nullable Alarm alarm;
  private volatile boolean ended;

  Exchange(long id, Ask ask, Pending pending) {
    this.id = id;
    this.ask = ask;
    this.pending = pending;
  }

  /**
   * Completes exactly once and never exceptionally, on the reading thread or a virtual one; what
   * hangs on it must not block.
   */
  public CompletableFuture<Reply> reply() {
    return reply;
  }

  /** Gives up: tells the other side and ends the exchange, unless it has ended. */
  public void cancel(String reason) {
    pending.giveUp(this, new Reply.Cancelled(), reason);
  }

  long id() {
    return id;
  }

  Ask ask() {
    return ask;
  }

  void rings(Timer.Alarm alarm) {
    this.alarm = alarm;
    if (ended) alarm.cancel();
  }

  /** An alarm that is set meanwhile either is seen here or sees the end. */
  void end(Reply how) {
    ended = true;
    var set = alarm;
    if (set != null) set.cancel();
    reply.complete(how);
  }
}
