package dev.hotplug.spec;

import dev.hotplug.wire.Span;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that a new version of a server must answer as expected before it may serve: one of
 * {@code hotplug.dev.smoke}.
 *
 * @param arguments a JSON object
 * @param expect what the result must hold at least, a JSON object; empty where it only must be no
 *   error
 */
public record Smoke(String tool, Span arguments, Optional<Span> expect) {
  public Smoke {
    Objects.requireNonNull(tool);
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(expect);
  }
}
