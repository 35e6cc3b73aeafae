package dev.hotplug.app.log;

import dev.hotplug.upstream.StderrTail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what servers write in files, for {@code hotplug logs}; the secrets are out of it before. A
 * thread of its own writes: when that does not keep up, lines are lost rather than anybody held.
 * Thread-safe.
 */
public final class ServerRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("records");
  private static final int QUEUED = 4_096;
  private static final Duration TO_WRITE = Duration.ofMillis(100);

  /** A line of a server. */
  private record Item(String server, StderrTail.Line line) {}

  /** Ends the thread. */
  private static final Item END = new Item("", new StderrTail.Line(0, Instant.EPOCH, ""));

  private final Path folder;
  private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUED);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private boolean isComplaining = true;

  /** Records in {@code folder}, which is made with the first line. */
  public ServerRecords(Path folder) {
    this.folder = folder;
    this.writer = Thread.ofVirtual().name("server-records").start(this::write);
  }

  /** From now on keeps what {@code log} gets as the output of {@code server}. */
  public void follow(String server, StderrTail log) {
    log.follow(line -> {
      if (!queue.offer(new Item(server, line))) lost.incrementAndGet();
    });
  }

  private void write() {
    try {
      var batch = new ArrayList<Item>();
      while (!batch.contains(END)) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        write(batch);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Item> batch) {
    var texts = new LinkedHashMap<String, StringBuilder>();
    for (var item : batch) {
      if (item.equals(END)) continue;
      var line = item.line();
      texts.computeIfAbsent(item.server(), _ -> new StringBuilder())
          .append(line.time())
          .append(" g")
          .append(line.generation())
          .append(' ')
          .append(line.text())
          .append('\n');
    }
    texts.forEach(this::append);
  }

  private void append(String server, StringBuilder text) {
    long missing = lost.getAndSet(0);
    if (missing > 0) text.append("(").append(missing).append(" lines were lost)\n");
    try {
      RecordFile.of(folder, server).append(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (isComplaining) LOG.warn("what servers write cannot be kept: {}", e.toString());
      isComplaining = false;
    }
  }

  /** Writes what is queued, for a moment at most, and then nothing more. */
  @Override
  public void close() {
    if (!queue.offer(END)) return;
    try {
      boolean _ = writer.join(TO_WRITE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
