package dev.hotplug.wire;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Newline-delimited lines over a pair of streams: one platform daemon thread reads, one writes what
 * a bounded queue holds. Platform threads, because a virtual one that blocks in a pipe holds its
 * carrier.
 */
final class LineChannel {

  /** What becomes of the streams. */
  interface Listener {
    /** Called on the reading thread, in order. */
    void line(LineReader.Line line);

    /** Nothing more is to be read; called once, after the last line. */
    void closed();

    /** What was put last could not be written, nor can anything else; on the writing thread. */
    void deaf();
  }

  private static final int BUFFER = 16 * 1024;
  private static final int LEAST_QUEUE = 1024 * 1024;

  private final LineReader reader;
  private final OutputStream out;
  private final Outbox outbox;
  private final Thread writing;
  private final CompletableFuture<@Nullable Void> broken = new CompletableFuture<>();
  private final Wires wires;

  /**
   * @param wires names the threads and bounds a line
   */
  LineChannel(InputStream in, OutputStream out, Wires wires) {
    this.reader = new LineReader(new Settling(in), wires.lineLimit(), wires.longLines());
    this.out = new BufferedOutputStream(out, BUFFER);
    this.outbox = new Outbox(Math.max(LEAST_QUEUE, 2 * wires.lineLimit().getAsInt()),
        wires.longLines());
    this.wires = wires;
    this.writing = Thread.ofPlatform().daemon().name(wires.writer()).unstarted(this::write);
  }

  void start(Listener listener) {
    var _ = broken.thenRun(listener::deaf);
    writing.start();
    new Reading(wires.reader(), () -> read(listener)).start();
  }

  /** What is put is written through {@code outlet} from now on, where it takes it at once. */
  void open(Outlet outlet) {
    outbox.open(outlet);
  }

  /** Queues a line; waits while the queue is full; false when the channel is closed. */
  boolean put(Line line) {
    return outbox.put(line);
  }

  /** Queues a line; false at once when the queue is full or the channel is closed. */
  boolean offer(Line line) {
    return outbox.offer(line);
  }

  /** Whether lines are taken in no longer. */
  boolean isClosed() {
    return outbox.isClosed();
  }

  /** Lets the writer finish what is queued and close its stream; does not wait for it. */
  void closeOutput() {
    outbox.close();
  }

  /** Waits until the writer has ended. */
  void awaitWritten(Duration limit) throws InterruptedException {
    writing.join(limit);
  }

  private void read(Listener listener) {
    try {
      while (readOne(listener)) {
        // It waits for the next line without holding the last, which may be long.
      }
    } catch (IOException _) {
      // A pipe that breaks has ended; who owns the other side says why.
    } finally {
      reader.letGo();
      Reading.settleForGood();
      listener.closed();
    }
  }

  private boolean readOne(Listener listener) throws IOException {
    var line = reader.next();
    if (line != null) listener.line(line);
    return line != null;
  }

  /** Settles before each wait for more. */
  private static final class Settling extends FilterInputStream {
    Settling(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      Reading.settle();
      return super.read(bytes, from, length);
    }
  }

  private void write() {
    try (out) {
      while (writeSome()) {
        // As above.
      }
    } catch (IOException _) {
      outbox.abandon();
      broken.complete(null);
    }
  }

  private boolean writeSome() throws IOException {
    var lines = outbox.take();
    for (var line : lines) line.writeTo(out);
    out.flush();
    return !lines.isEmpty();
  }
}
