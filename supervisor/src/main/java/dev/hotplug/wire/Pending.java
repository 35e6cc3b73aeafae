package dev.hotplug.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for an answer. Every entry ends: answered, timed out, cancelled or closed.
 * An answer is given to the request of its id or to nobody. Thread-safe.
 */
final class Pending {

  /** Tells the other side that an answer is no longer wanted. */
  interface Withdrawal {
    void withdraw(long id, String reason);
  }

  private final ConcurrentHashMap<Long, Exchange> open = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final Timer timer;
  private final Withdrawal withdrawal;
  private volatile boolean closed;

  Pending(Timer timer, Withdrawal withdrawal) {
    this.timer = timer;
    this.withdrawal = withdrawal;
  }

  Exchange open(Ask ask) {
    var exchange = new Exchange(ids.incrementAndGet(), ask, this);
    open.put(exchange.id(), exchange);
    ask.deadline()
        .ifPresent(limit -> exchange.rings(timer.after(limit, () -> expire(exchange, limit))));
    if (closed) end(exchange.id(), new Reply.Closed(false));
    return exchange;
  }

  /** Ends the request {@code id}; false when nothing of that id waits. */
  boolean end(long id, Reply how) {
    var exchange = open.remove(id);
    if (exchange == null) return false;
    exchange.end(how);
    return true;
  }

  void giveUp(Exchange exchange, Reply how, String reason) {
    if (open.remove(exchange.id()) == null) return;
    // MCP 2025-11-25, cancellation: a client must not cancel initialize.
    if (!exchange.ask().method().equals("initialize")) withdrawal.withdraw(exchange.id(), reason);
    exchange.end(how);
  }

  /** Whoever asked for progress with this token, if that request is still open. */
  Ask.@Nullable Progress progressOf(Span token) {
    for (var exchange : open.values()) {
      var progress = exchange.ask().progress();
      if (progress != null && progress.token().equals(token)) return progress;
    }
    return null;
  }

  /** Ends all that is open, and all that will be opened. */
  void close() {
    closed = true;
    for (var id : new ArrayList<>(open.keySet())) end(id, new Reply.Closed(true));
  }

  /** What hangs on an exchange may have to wait for a slow reader; the timer must not. */
  private void expire(Exchange exchange, Duration limit) {
    Thread.ofVirtual()
        .name("expired-" + exchange.id())
        .start(() -> giveUp(exchange, new Reply.TimedOut(limit),
            "no answer within " + limit.toMillis() + " ms"));
  }
}
