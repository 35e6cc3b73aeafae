package dev.hotplug.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place where two JSON values differ.
 *
 * @param path where, as in {@code $.content[0].text}
 * @param before null where there was nothing
 * @param after null where there is nothing
 */
public record Difference(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
  /** What became of the place. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  public Difference {
    Objects.requireNonNull(path);
    if (before == null && after == null) throw new IllegalArgumentException("nothing differs");
  }

  /** What became of the place. */
  public Kind kind() {
    if (before == null) return Kind.ADDED;
    return after == null ? Kind.REMOVED : Kind.CHANGED;
  }
}
