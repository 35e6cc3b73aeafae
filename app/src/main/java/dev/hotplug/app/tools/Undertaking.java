package dev.hotplug.app.tools;

import dev.hotplug.installer.Progress;
import dev.hotplug.wire.Timer;
import java.util.concurrent.CompletableFuture;

/**
 * What the installer does for one use of a tool: whoever waits is told how far it is, and it is
 * cancelled when they take the use back.
 *
 * @param name what it is: {@code "The installation"}
 * @param left what is true when it was cancelled, a sentence
 */
record Undertaking(ToolUse use, Timer timer, String name, String left) {
  /** What is done. */
  interface Work<T> {
    T done(Progress progress) throws InterruptedException;
  }

  /** Does {@code work} on this thread. */
  <T> T run(Work<T> work) throws InterruptedException, Misuse {
    var thread = Thread.currentThread();
    use.onCancel(_ -> thread.interrupt());
    var steps = new Steps();
    var end = new CompletableFuture<Boolean>();
    Ticker.until(end, use, _ -> steps.now(), timer);
    try {
      return work.done(steps);
    } catch (InterruptedException e) {
      if (use.result().isCancelled()) throw e;
      throw new Misuse(
          Answer.failure(name + " was cancelled because Hotplug is shutting down. " + left,
              "closed", "Start Hotplug again, and call this again."));
    } finally {
      end.complete(true);
    }
  }
}
