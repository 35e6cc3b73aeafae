package dev.hotplug.spec;

import java.util.List;

/**
 * What a server inherits from our environment beyond the allow-list that every server gets;
 * {@code hotplug.inherit} of its entry.
 */
public sealed interface Inherit {
  /** The default. */
  Inherit NOTHING_MORE = new Names(List.of());

  /** These variables, too; {@code ["NAME", …]}, and {@code false} for none. */
  record Names(List<String> names) implements Inherit {
    public Names {
      names = List.copyOf(names);
    }
  }

  /** The whole environment; {@code true}. */
  record Everything() implements Inherit {}
}
