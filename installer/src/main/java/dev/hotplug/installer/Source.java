package dev.hotplug.installer;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a server's source comes from.
 *
 * @param ref a branch, a tag or a whole commit; empty for the remote's default branch
 * @param submodules whether these are fetched, too
 */
public record Source(GitUrl url, Optional<String> ref, boolean submodules) {
  public Source {
    Objects.requireNonNull(url);
    Objects.requireNonNull(ref);
  }
}
