package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gets the files of a repository. */
interface Fetching {

  /**
   * Fetches one commit without its history, and waits for it. To interrupt the caller is to cancel.
   *
   * @param into does not exist yet; it does afterwards only when something was got
   * @param progress gets what goes on, in a few words at a time, on any thread
   * @throws InterruptedException when cancelled, after all that was begun is gone
   */
  Fetched fetch(Source source, Path into, Consumer<String> progress) throws InterruptedException;

  /**
   * Asks which commit {@code source} is now, and fetches nothing.
   *
   * @param into as for {@link #fetch}; what is there afterwards is the caller's to delete
   */
  Tip tip(Source source, Path into) throws InterruptedException;

  /** Where a branch or tag leads. */
  sealed interface Tip {
    /**
     * To a commit.
     *
     * @param commit its whole name
     */
    record At(String commit) implements Tip {}

    /**
     * Nobody knows.
     *
     * @param reason what happened, a sentence without secrets
     */
    record Untold(String reason) implements Tip {}
  }

  /** How that went. */
  sealed interface Fetched {
    /**
     * The files are there.
     *
     * @param ref the whole name of the branch or tag; empty for neither
     * @param between what lies between {@link Source#since} and it; empty where nobody asked or
     *   nobody could tell
     * @param warnings whole sentences: links that lead out, submodules that were not asked for
     */
    record Got(Checkout checkout, Optional<String> ref, Optional<Between> between,
        List<String> warnings) implements Fetched {
      public Got {
        warnings = List.copyOf(warnings);
      }
    }

    /**
     * Nothing was got and nothing is left.
     *
     * @param reason what happened, a sentence without secrets
     * @param tail the last lines that were said about it
     * @param nextStep what to do about it
     */
    record Failed(String reason, List<String> tail, String nextStep) implements Fetched {
      public Failed {
        tail = List.copyOf(tail);
      }
    }
  }
}
