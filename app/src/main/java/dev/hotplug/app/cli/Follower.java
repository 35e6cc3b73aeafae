package dev.hotplug.app.cli;

import dev.hotplug.app.log.RecordFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Prints what is added to a server's file, until it is interrupted. Confined to one thread. */
final class Follower {
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final RecordFile record;
  private final PrintStream out;
  private long shown;

  /** One that prints what comes from now on. */
  Follower(RecordFile record, PrintStream out) throws IOException {
    this.record = record;
    this.out = out;
    this.shown = size(record.file());
  }

  void run() throws IOException, InterruptedException {
    while (!Thread.interrupted()) {
      look();
      boolean _ = new Semaphore(0).tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() throws IOException {
    if (size(record.file()) < shown) {
      print(record.former());
      shown = 0;
    }
    shown += print(record.file());
  }

  /** Prints what is beyond what was shown; returns how much that is. */
  private long print(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      var in = Channels.newInputStream(channel.position(shown));
      var bytes = in.readAllBytes();
      out.write(bytes);
      out.flush();
      return bytes.length;
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }
}
