package dev.hotplug.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The thread that reads for a channel. What is said on it, to whomever, while it works through what
 * it has read goes out together, and at the latest before it waits for more: of 64 requests that
 * came at once, the answers are a few writes and not 64. A platform daemon, because a virtual
 * thread that blocks in a pipe holds its carrier.
 */
final class Reading extends Thread {
  /** Which queues wait for this thread to let them out. Confined to it. */
  private final List<Outbox> owed = new ArrayList<>();

  /** Whether it will come to {@link #settle} again. Confined to it. */
  private boolean settles = true;

  Reading(String name, Runnable task) {
    super(null, task, name);
    setDaemon(true);
  }

  /** Whether the thread that runs lets {@code outbox} out later, so that nobody need do so now. */
  static boolean owes(Outbox outbox) {
    return Thread.currentThread() instanceof Reading reading && reading.takesOn(outbox);
  }

  private boolean takesOn(Outbox outbox) {
    if (settles && !owed.contains(outbox)) owed.add(outbox);
    return settles;
  }

  /** Lets out what waits for it, if this runs on such a thread. */
  static void settle() {
    if (Thread.currentThread() instanceof Reading reading) reading.letOut();
  }

  /** Settles, and owes nothing from now on. */
  static void settleForGood() {
    if (Thread.currentThread() instanceof Reading reading) {
      reading.settles = false;
      reading.letOut();
    }
  }

  private void letOut() {
    for (var outbox : owed) outbox.flush();
    owed.clear();
  }
}
