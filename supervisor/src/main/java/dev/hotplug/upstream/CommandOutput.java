package dev.hotplug.upstream;

import dev.hotplug.wire.Timer;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one command writes: each line is handed on, and the last are kept, until somebody has heard
 * enough. Thread-safe.
 */
final class CommandOutput {
  private static final int TAIL_LINES = 200;

  /**
   * What is on its way when a command has ended comes as soon as the draining thread has its turn,
   * for which it may have to wait where much is built; after that only who holds the pipe writes.
   */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Redaction redaction;
  private final Consumer<String> listener;
  private final long limit;
  private final Runnable over;
  private final ArrayDeque<String> tail = new ArrayDeque<>();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
  private volatile boolean isEnough;
  private volatile boolean isTooMuch;

  /**
   * One that has heard nothing yet.
   *
   * @param listener gets each line, on the draining thread
   * @param limit how many bytes are read
   * @param over is run when there are more
   */
  CommandOutput(Redaction redaction, Consumer<String> listener, long limit, Runnable over) {
    this.redaction = redaction;
    this.listener = listener;
    this.limit = limit;
    this.over = over;
  }

  /** What reads it from {@code in}. */
  OutputDrain drain(InputStream in) {
    return new OutputDrain(new MeteredInput(in, limit, this::breakLimit), redaction, this::take,
        end);
  }

  private void breakLimit() {
    isTooMuch = true;
    over.run();
  }

  /** Whether there was more than the limit. */
  boolean isTooMuch() {
    return isTooMuch;
  }

  private void take(String line) {
    if (isEnough) return;
    keep(line);
    listener.accept(line);
  }

  private synchronized void keep(String line) {
    if (tail.size() == TAIL_LINES) tail.remove();
    tail.add(line);
  }

  /**
   * Waits a moment for what is on its way when the command has ended; what a process that it left
   * behind writes later is read and forgotten.
   */
  void end(Timer timer) {
    var moment = timer.after(MOMENT, () -> end.complete(null));
    end.join();
    moment.cancel();
    isEnough = true;
  }

  /** The last lines, oldest first. */
  synchronized List<String> tail() {
    return List.copyOf(tail);
  }
}
