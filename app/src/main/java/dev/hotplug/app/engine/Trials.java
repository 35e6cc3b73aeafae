package dev.hotplug.app.engine;

import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Entry;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the entries of servers say of their development, at each start. What an entry said whose
 * file cannot be read, or that nothing can be made of, holds until it is whole again: a version
 * that is saved meanwhile must not pass untried. Thread-safe.
 */
final class Trials {
  private final ConcurrentHashMap<String, Entry> known = new ConcurrentHashMap<>();

  /** What holds of {@code server}, which starts, now that the configuration is {@code now}. */
  Dev of(String server, Configuration now) {
    var entry = known.compute(server, (_, before) -> {
      boolean isKept = before != null && (now.leaves(before) || now.unusable().contains(server));
      return isKept ? before : now.entries().get(server);
    });
    return entry == null ? Dev.DEFAULT : entry.dev();
  }
}
