package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which files of a server are watched; {@code hotplug.dev.watch} of its entry. */
public sealed interface Watch {
  /** Those that its command line speaks of; the default, and {@code true}. */
  record Inferred() implements Watch {}

  /**
   * Those that match a glob.
   *
   * @param folder absolute, what the globs are seen from; null for the server's own folder
   */
  record Globs(@Nullable Path folder, List<String> globs) implements Watch {
    public Globs {
      globs = List.copyOf(globs);
    }
  }

  /** None; {@code false}. */
  record Off() implements Watch {}
}
