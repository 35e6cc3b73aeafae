package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;
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

  /** How that went. */
  sealed interface Fetched {
    /**
     * The files are there.
     *
     * @param warnings whole sentences: links that lead out, submodules that were not asked for
     */
    record Got(Checkout checkout, List<String> warnings) implements Fetched {
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
