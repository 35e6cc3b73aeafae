package dev.hotplug.spec;

import java.util.Objects;

/**
 * How a debugger may be attached to a server: {@code hotplug.dev.debug} of its entry.
 *
 * @param port the first to be tried, from 1 to 65535; each generation needs one of its own
 */
public record Debug(Type type, int port) {
  /** By what a server runs, and so which debugger understands it. */
  public enum Type {
    NODE,
    PYTHON,
    JAVA
  }

  public Debug {
    Objects.requireNonNull(type);
    if (port < 1 || port > 65_535) throw new IllegalArgumentException("no port: " + port);
  }
}
