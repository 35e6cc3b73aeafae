package dev.hotplug.app.watch;

import dev.hotplug.supervisor.StartOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What the loop of a server hears; {@code at} is a {@link System#nanoTime}. */
sealed interface Notice {
  /** A file was written, created or removed. */
  record Touched(Path file, long at) implements Notice {}

  /** Any file may have been. */
  record Uncertain(long at) implements Notice {}

  /** Somebody starts the server, and what its files hold by now is what it will be. */
  record Starting(Instant when) implements Notice {}

  /** A build has ended; {@code result} is empty when it was ended by us. */
  record Built(Optional<BuildResult> result, long at) implements Notice {}

  /** The {@code number}th reload of ours came to this. */
  record Reloaded(int number, StartOutcome outcome, long at) implements Notice {}

  /** Somebody wants it built and started anew, though nothing was changed. */
  record BuildWanted() implements Notice {}

  /** Somebody has said whether changes are to be taken up. */
  record Wanted() implements Notice {}
}
