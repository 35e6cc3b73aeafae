package dev.hotplug.app.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The three pipes of a process, a thread on each, so that neither side ever waits for the test. The
 * threads end with the pipes.
 */
final class Pipes {
  private final Process process;
  private final ExecutorService writer;
  private final Seen<String> stderr = new Seen<>();
  private final List<Thread> readers;

  /** Who is told of whole lines, and at the end of what stands after the last. */
  interface Reader {
    void line(byte[] line);

    void end(byte[] rest);
  }

  Pipes(Process process, Reader stdout) {
    this.process = process;
    writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name("stdin-" + process.pid()).factory(), new DiscardPolicy());
    readers = List.of(start("stdout", () -> readLines(process.getInputStream(), stdout)),
        start("stderr", () -> readLines(process.getErrorStream(), new Collected(stderr))));
  }

  Process process() {
    return process;
  }

  /** Writes one line, some time soon. What nobody reads any more is dropped. */
  void write(String line) {
    writePart(line + "\n");
  }

  /** Writes a part of a line, in a write of its own. */
  void writePart(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    writer.execute(() -> {
      try {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
      } catch (IOException _) {
        writer.shutdown();
      }
    });
  }

  /** Closes stdin once all is written; later lines are dropped. */
  void closeStdin() {
    writer.execute(() -> {
      try {
        process.getOutputStream().close();
      } catch (IOException _) {
        // The reader has gone first.
      }
    });
    writer.shutdown();
  }

  /** The lines of stderr. */
  Seen<String> stderr() {
    return stderr;
  }

  /** Waits for the process; fails when it lives on. */
  int awaitExit(Duration limit) throws InterruptedException {
    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
    throw new AssertionError("process " + process.pid() + " lives on after " + limit);
  }

  /** Waits for the end of stdout and stderr; fails when somebody still holds one. */
  void awaitEnd(Duration limit) throws InterruptedException {
    for (var reader : readers) {
      if (reader.join(limit)) continue;
      throw new AssertionError(reader.getName() + " is still open though the process has ended");
    }
  }

  /** Gives a process whose stdout has ended a moment to end, and stderr to arrive. */
  void settle(Duration limit) throws InterruptedException {
    process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!process.isAlive()) for (var reader : readers) reader.join(limit);
  }

  private Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name + "-" + process.pid()).start(work);
  }

  private static void readLines(InputStream in, Reader reader) {
    var line = new ByteArrayOutputStream();
    var buffer = new byte[65_536];
    try (in) {
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        split(buffer, size, line, reader);
      }
    } catch (IOException _) {
      // The process was killed: the same as the end.
    } finally {
      reader.end(line.toByteArray());
    }
  }

  private static void split(byte[] buffer, int size, ByteArrayOutputStream line, Reader reader) {
    int from = 0;
    for (int at = 0; at < size; at++) {
      if (buffer[at] != '\n') continue;
      line.write(buffer, from, at - from);
      reader.line(line.toByteArray());
      line.reset();
      from = at + 1;
    }
    line.write(buffer, from, size - from);
  }

  /** Keeps the lines of stderr. */
  private record Collected(Seen<String> lines) implements Reader {
    @Override
    public void line(byte[] line) {
      lines.add(new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void end(byte[] rest) {
      if (rest.length > 0) line(rest);
    }
  }
}
