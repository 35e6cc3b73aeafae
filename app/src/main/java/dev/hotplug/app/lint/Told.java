package dev.hotplug.app.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the newest generation of one server, and what was told of that. Thread-safe.
 */
final class Told {
  private long generation;
  private List<Finding> found = List.of();
  private boolean isRelisted;

  /** Of this generation; of the end of one before it, also by another. */
  private final Set<String> told = new HashSet<>();

  /** What there was when something was told last; null before anything was seen. */
  private @Nullable Set<String> known;

  /** Notes what is wrong with a generation; an older one than the last seen does not matter. */
  synchronized void saw(long number, List<Finding> findings) {
    if (number < generation) return;
    if (number > generation) {
      generation = number;
      isRelisted = false;
      told.retainAll(identities(findings.stream().filter(Finding::isOfAnEnd).toList()));
    }
    found = findings;
    if (known == null) known = identities(findings);
  }

  synchronized boolean hasSeen(long number) {
    return number == generation;
  }

  /** Whether the tools of this generation were not yet listed once more; said once. */
  synchronized boolean isFirstRelist() {
    var isFirst = !isRelisted;
    isRelisted = true;
    return isFirst;
  }

  /** Of what is wrong with a generation, what was not told; told by this. */
  synchronized List<Finding> untold(long number, List<Finding> findings) {
    saw(number, findings);
    return tellBut(told);
  }

  /** Of what was seen last, what was not told and not there when something was told last. */
  synchronized List<Finding> news() {
    var all = new HashSet<>(told);
    if (known != null) all.addAll(known);
    return tellBut(all);
  }

  private List<Finding> tellBut(Set<String> those) {
    var rest = found.stream().filter(finding -> !those.contains(finding.identity())).toList();
    known = identities(found);
    told.addAll(identities(rest));
    return rest;
  }

  private static Set<String> identities(List<Finding> findings) {
    var identities = new HashSet<String>();
    for (var finding : findings) identities.add(finding.identity());
    return identities;
  }
}
