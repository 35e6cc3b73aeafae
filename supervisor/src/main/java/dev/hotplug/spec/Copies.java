package dev.hotplug.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies for records; {@link Map#copyOf} forgets the order that the file has. */
final class Copies {
  private Copies() {}

  static Map<String, String> inOrder(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
