package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that was written.
 *
 * @param file the file itself, where a link was named
 * @param backup what it held before, beside it; empty if it held nothing
 */
public record Saved(Path file, Optional<Path> backup) {
  public Saved {
    Objects.requireNonNull(file);
    Objects.requireNonNull(backup);
  }
}
