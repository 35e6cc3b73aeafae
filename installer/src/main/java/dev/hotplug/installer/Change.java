package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/**
 * What an update changes.
 *
 * @param from the commit that is installed
 * @param between what lies between it and the new one; empty where nobody can tell
 * @param isTagMoved whether the very tag that was installed leads to another commit now
 * @param differences between the plan of the installed version and this one, a line each, marked
 *   with a minus or a plus; empty where it is the same; nothing where nobody remembers the old one
 */
public record Change(String from, Optional<Between> between, boolean isTagMoved,
    Optional<List<String>> differences) {
  public Change {
    differences = differences.map(List::copyOf);
  }
}
