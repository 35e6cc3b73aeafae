package dev.hotplug.installer;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that no interruption cuts short: it has a thread that nobody knows. */
final class OnItsOwn {
  private OnItsOwn() {}

  /** Does {@code work} on a thread called {@code name}, and waits for it. */
  static <T> T done(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().name(name).start(task))
        .join();
  }
}
