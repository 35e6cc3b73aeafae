package dev.hotplug.app.engine;

import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.replay.Replays;
import dev.hotplug.supervisor.Supervisor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins to remember calls with the first server, as {@link LateWatching} does to watch.
 * Thread-safe.
 */
final class LateReplays implements Supplier<Replays> {
  private final Supervisor supervisor;
  private final Engine.Listener listener;
  private volatile @Nullable Replays begun;

  LateReplays(Supervisor supervisor, Engine.Listener listener) {
    this.supervisor = supervisor;
    this.listener = listener;
  }

  @Override
  public Replays get() {
    var replays = begun;
    return replays == null ? begin() : replays;
  }

  private synchronized Replays begin() {
    var replays = begun;
    if (replays == null) begun = replays = new Replays(supervisor, listener::repeated);
    return replays;
  }

  /** That calls are answered otherwise than before, in a sentence. */
  static String sentence(String server, Outcome outcome) {
    return "Of " + outcome.calls().size() + " repeated calls of \"" + server + "\", "
        + outcome.different() + " are answered otherwise than before the change and "
        + outcome.failed() + " not at all; its next answer says how.";
  }
}
