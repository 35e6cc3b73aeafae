package dev.hotplug.spec;

import java.util.Set;

/**
 * Which calls of a server are remembered, and which of them are repeated after each reload:
 * {@code hotplug.dev.replay}.
 */
public sealed interface Replay {
  /** None is remembered. */
  record Off() implements Replay {}

  /** Those of read-only tools are remembered, none is repeated by itself. */
  record Remember() implements Replay {}

  /** Those of read-only tools are remembered and repeated. */
  record ReadOnly() implements Replay {}

  /** Those of every tool are. */
  record All() implements Replay {}

  /** Those of read-only tools and of the tools with these names are. */
  record Tools(Set<String> names) implements Replay {
    public Tools {
      names = Set.copyOf(names);
    }
  }
}
