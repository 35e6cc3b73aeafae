package dev.hotplug.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC 2.0 conversation over newline-delimited lines (MCP's stdio transport), both
 * directions. Requests of either side may overlap; each is ended exactly once. Thread-safe.
 */
public final class Peer {
  private static final int LEAST_PARKED = 4 * 1024 * 1024;

  /** What an answer costs that waits in a thread of its own, beside its bytes. */
  private static final int OVERHEAD = 4 * 1024;

  private static final Span NO_ID = Span.of("null");

  private final LineChannel channel;
  private final Pending pending;
  private final IntSupplier lineLimit;
  private final int mostParked;

  /** One permit for each byte that may still be parked. */
  private final Semaphore patience;

  private Peer(LineChannel channel, Timer timer, IntSupplier lineLimit) {
    this.channel = channel;
    this.lineLimit = lineLimit;
    this.mostParked = Math.max(LEAST_PARKED, lineLimit.getAsInt());
    this.patience = new Semaphore(mostParked);
    this.pending = new Pending(timer, this::withdraw);
  }

  /** A conversation over these streams, which it owns; silent until {@link #start}. */
  public static Peer over(InputStream in, OutputStream out, Wires wires, Timer timer) {
    return new Peer(new LineChannel(in, out, wires), timer, wires.lineLimit());
  }

  /** Begins to listen. To be called once. */
  public void start(Handler handler) {
    channel.start(new Listening(handler));
  }

  /** From now on what is said goes through {@code outlet}, which it owns, where that can be. */
  public void open(Outlet outlet) {
    channel.open(outlet);
  }

  /** Asks. Never blocks and never throws: whatever is wrong is in the reply. */
  public Exchange request(Ask ask) {
    var exchange = pending.open(ask);
    var line = Line.request(exchange.id(), ask.method(), ask.params().toArray(Span[]::new));
    if (!exchange.reply().isDone() && !channel.offer(line)) {
      pending.end(exchange.id(),
          channel.isClosed() ? new Reply.Closed(false) : new Reply.Clogged());
    }
    return exchange;
  }

  /** Tells; false when the other side does not read, and nothing was sent. */
  public boolean notify(String method, Span params) {
    return channel.offer(Line.notification(method, params));
  }

  /**
   * Answers the request {@code id}. Waits only when the other side has asked for megabytes more
   * without reading what it asked for.
   */
  public void answer(Span id, Span... result) {
    say(Line.result(id, result));
  }

  /**
   * Answers the request {@code id} with an error, as {@link #answer} does; null stands for an id
   * that could not be read.
   */
  public void refuse(@Nullable Span id, RpcError error) {
    say(Line.failure(id == null ? NO_ID : id, error.span()));
  }

  /** Whoever answers may be a thread that serves others, too: it must not wait for this reader. */
  private void say(Line line) {
    if (channel.offer(line) || channel.isClosed()) return;
    Reading.settle();
    int weight = Math.min(OVERHEAD + line.length(), mostParked);
    patience.acquireUninterruptibly(weight);
    Thread.ofVirtual().name("parked-answer").start(() -> {
      try {
        channel.put(line);
      } finally {
        patience.release(weight);
      }
    });
  }

  /**
   * Ends all that waits and lets what is queued be written before the stream is closed; no wait.
   */
  public void close() {
    pending.close();
    channel.closeOutput();
  }

  /** Waits, after {@link #close}, until all that was queued is written. */
  public void awaitWritten(Duration limit) throws InterruptedException {
    channel.awaitWritten(limit);
  }

  private void withdraw(long id, String reason) {
    notify("notifications/cancelled",
        Span.of("{\"requestId\":" + id + ",\"reason\":" + JsonText.quote(reason) + "}"));
  }

  /** Turns lines into what they mean. Confined to the reading thread. */
  private final class Listening implements LineChannel.Listener {
    private final Handler handler;
    private final Glimpse tooLong = new Glimpse();
    private boolean isAnswer;

    /** What becomes of who waits for the line that is passed over. */
    private Reply passedOver = new Reply.NoRoom();

    Listening(Handler handler) {
      this.handler = handler;
    }

    /** No switch here or in {@link #hear}, since one of types generates a class when first run. */
    @Override
    public void line(LineReader.Line line) {
      if (line instanceof LineReader.Line.Text(var bytes, var from, var to, var found)) {
        text(Span.slice(bytes, from, to), found);
      } else {
        unread((LineReader.Line.Unread) line);
      }
    }

    private void unread(LineReader.Line.Unread line) {
      switch (line) {
        case LineReader.Line.Blank _ -> handler.noise(new Noise.Blank());
        case LineReader.Line.TooLong(var head, var isCrowded) -> beginTooLong(head, isCrowded);
        case LineReader.Line.TooLongEnded(var tail) -> endTooLong(tail);
      }
    }

    private void beginTooLong(byte[] head, boolean isCrowded) {
      var excerpt = Envelope.excerpt(Span.of(head));
      int limit = lineLimit.getAsInt();
      handler.noise(isCrowded ? new Noise.NoRoom(excerpt) : new Noise.TooLong(limit, excerpt));
      passedOver = isCrowded ? new Reply.NoRoom() : new Reply.TooLong(limit);
      var id = tooLong.begins(head);
      isAnswer = id.isPresent();
      id.ifPresent(it -> pending.end(it, passedOver));
    }

    /** Who asked in such a line waits, too; its id may be the last that stands there. */
    private void endTooLong(byte[] tail) {
      var id = tooLong.ends(tail);
      id.ifPresent(it -> pending.end(it, passedOver));
      if (isAnswer || id.isPresent()) return;
      handler.malformed(new Message.Malformed(RpcError.INVALID_REQUEST, tooLong.ownId(tail),
          reason() + "; this one was not read", Envelope.ending(Span.of(tail))));
    }

    private String reason() {
      return passedOver instanceof Reply.TooLong(var limit)
          ? "a line may have at most " + limit + " bytes"
          : "there was no room for a long line beside others";
    }

    @Override
    public void deaf() {
      handler.deaf();
    }

    @Override
    public void closed() {
      pending.close();
      handler.closed();
    }

    private void text(Span line, LineReader.Found found) {
      if (found instanceof LineReader.Found.Repaired) {
        handler.noise(new Noise.Repaired(Envelope.excerpt(line)));
      }
      var messages = found instanceof LineReader.Found.Json(var longest)
          ? Envelope.ofJson(line, longest)
          : Envelope.read(line);
      for (var message : messages) hear(message);
    }

    private void hear(Message message) {
      if (message instanceof Message.Request request) handler.request(request);
      else if (message instanceof Message.Notification notification) told(notification);
      else answered((Message.Response) message);
    }

    private void answered(Message.Response response) {
      switch (response) {
        case Message.Result(var id, var result) -> answered(id, new Reply.Ok(result));
        case Message.Failure(var id, var error) -> {
          if (id == null) handler.noise(new Noise.Unaddressed(Envelope.excerpt(error)));
          else answered(id, new Reply.Refused(error));
        }
        case Message.Malformed malformed -> handler.malformed(malformed);
        case Message.Garbled(var id, var line) -> garbled(id, line);
      }
    }

    private void told(Message.Notification notification) {
      var params = notification.params();
      var token = params == null || !notification.method().equals("notifications/progress") ? null
          : params.member("progressToken");
      var progress = token == null ? null : pending.progressOf(token);
      if (params == null || progress == null) handler.notification(notification);
      else progress.listener().progress(params);
    }

    private void answered(Span id, Reply reply) {
      var text = Envelope.excerpt(id);
      boolean retyped = text.startsWith("\"");
      long number = number(retyped ? text.substring(1, text.length() - 1) : text);
      if (!pending.end(number, reply)) handler.noise(new Noise.Stray(text));
      else if (retyped) handler.noise(new Noise.RetypedId(text));
    }

    private void garbled(Span id, Message.Malformed line) {
      var text = Envelope.excerpt(id);
      if (pending.end(number(text), new Reply.Garbled(line.reason()))) {
        handler.noise(new Noise.Garbled(text, line.excerpt()));
      } else {
        handler.malformed(line);
      }
    }

    /** The number in {@code text}, or one that no request has. */
    private static long number(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException _) {
        return -1;
      }
    }
  }
}
