package dev.hotplug.app.engine;

import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Entry;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Makes a configuration for a server that stands in no file. */
final class Alone {
  private Alone() {}

  /** One that lists {@code only} and nothing else. */
  static Configuration with(Entry only) {
    return new Configuration(Map.of(only.name(), only), List.of(), OptionalLong.empty(), Set.of(),
        Set.of(), List.of());
  }
}
