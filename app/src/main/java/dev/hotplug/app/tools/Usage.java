package dev.hotplug.app.tools;

import java.util.List;

/**
 * How one of Hotplug's own tools is used.
 *
 * @param example a right call
 * @param names its parameters; of those that share a synonym, the one that gets it comes first
 */
record Usage(String example, List<String> names) {
  Usage {
    names = List.copyOf(names);
  }

  static Usage of(String example, String... names) {
    return new Usage(example, List.of(names));
  }
}
