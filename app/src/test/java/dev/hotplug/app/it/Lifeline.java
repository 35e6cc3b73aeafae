package dev.hotplug.app.it;

import dev.hotplug.torture.Alive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A named pipe that all processes of one generation hold open: when the last has ended, and not
 * before, its other end sees it, whatever they have made of their environment, session and name.
 * The first of them says its process id. A thread waits at the other end and ends with it.
 */
final class Lifeline implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");
  private final Path pipe;
  private final CompletableFuture<Long> root = new CompletableFuture<>();
  private final CompletableFuture<Long> end = new CompletableFuture<>();

  private Lifeline(Path pipe) {
    this.pipe = pipe;
  }

  /** Makes the pipe, which nobody holds yet. */
  static Lifeline at(Path pipe) throws IOException, InterruptedException {
    int made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
    if (made != 0) throw new IOException("mkfifo ended with " + made);
    var line = new Lifeline(pipe);
    Thread.ofPlatform().daemon().name("lifeline-" + pipe.getFileName()).start(line::listen);
    return line;
  }

  private void listen() {
    try (var in = Files.newBufferedReader(pipe, StandardCharsets.UTF_8)) {
      hear(in);
      end.complete(System.nanoTime());
    } catch (IOException e) {
      root.completeExceptionally(e);
      end.completeExceptionally(e);
    }
  }

  private void hear(BufferedReader in) throws IOException {
    var first = in.readLine();
    if (first == null) throw new IOException("nobody ever held " + pipe);
    root.complete(Long.parseLong(first));
    while (in.readLine() != null) {
      // Until the last holder has gone.
    }
  }

  Path pipe() {
    return pipe;
  }

  /** The process that Hotplug itself has started. */
  long root(Duration limit) throws InterruptedException {
    try {
      return root.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("nobody has come to hold " + pipe, e);
    }
  }

  /**
   * Waits until nobody holds it any more, and returns the {@link System#nanoTime} at which the last
   * one let go; otherwise fails and names who does.
   */
  long awaitEnd(Duration limit) throws InterruptedException {
    try {
      return end.get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(pipe + " is still held after " + limit + " by " + holders(), e);
    } catch (ExecutionException e) {
      throw new AssertionError(pipe + ": " + e.getMessage(), e);
    }
  }

  /** Who holds it now; nobody where there is no {@code /proc}. */
  List<Alive.Found> holders() {
    long self = ProcessHandle.current().pid();
    try (var all = ProcessHandle.allProcesses()) {
      return all.filter(process -> process.pid() != self && holds(process.pid()))
          .map(process -> new Alive.Found(process.pid(),
              process.info().commandLine().orElse("without a command line")))
          .toList();
    }
  }

  private boolean holds(long pid) {
    try (var open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
      for (var each : open) if (isPipe(each)) return true;
      return false;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean isPipe(Path link) {
    try {
      return Files.readSymbolicLink(link).equals(pipe);
    } catch (IOException _) {
      return false;
    }
  }

  /** Kills who still holds it, and lets the thread go where nobody ever came. */
  @Override
  public void close() throws IOException {
    for (var holder : holders()) {
      ProcessHandle.of(holder.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    if (root.isDone()) return;
    try (OutputStream _ = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      // Opening and closing it is all.
    }
  }
}
