package dev.hotplug.app.replay;

import java.util.Set;

/** Which of the remembered calls somebody wants repeated. */
public sealed interface Wanted {
  /** Those of tools that say that they only read. */
  record ReadOnly() implements Wanted {}

  /** Those that {@code hotplug.dev.replay} names for each reload. */
  record Standing() implements Wanted {}

  /** These, whatever their tools say of themselves. */
  record Ids(Set<Long> ids) implements Wanted {
    public Ids {
      ids = Set.copyOf(ids);
    }
  }
}
