package dev.hotplug.installer;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a server's source comes from.
 *
 * @param ref a branch, a tag or a whole commit; empty for the remote's default branch
 * @param submodules whether these are fetched, too
 * @param since the whole name of a commit; what lies between it and the one that is fetched is
 *   looked up, too; empty for nothing of the kind
 */
public record Source(GitUrl url, Optional<String> ref, boolean submodules, Optional<String> since) {
  public Source {
    Objects.requireNonNull(url);
    Objects.requireNonNull(ref);
  }

  /** One of which no history is wanted. */
  public Source(GitUrl url, Optional<String> ref, boolean submodules) {
    this(url, ref, submodules, Optional.empty());
  }
}
