package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/**
 * One version of an installed server.
 *
 * @param commit its whole name
 * @param ref the branch or tag that was asked for, or the commit; empty for the default branch
 * @param build the hash of what built it
 * @param start program and arguments
 * @param plan what was agreed to, as {@link PlanLines} has it; empty where nobody remembers
 * @param tools those that were agreed to with it; empty where nobody has seen any yet
 */
record Version(String commit, Optional<String> ref, String build, List<String> start,
    List<String> plan, Optional<ApprovedTools> tools) {
  Version {
    start = List.copyOf(start);
    plan = List.copyOf(plan);
  }

  /** The one that {@code plan} makes in {@code home}, asked for by {@code ref}. */
  static Version of(Plan plan, Optional<String> ref, List<String> start, Home home) {
    return new Version(plan.commit(), ref, PlanHash.of(plan.steps()), start,
        PlanLines.of(plan, home.version(plan.commit())), Optional.empty());
  }

  /** The same once somebody has agreed to {@code others}. */
  Version approving(ApprovedTools others) {
    return new Version(commit, ref, build, start, plan, Optional.of(others));
  }

  /** The same, asked for by {@code other}. */
  Version askedForBy(Optional<String> other) {
    return new Version(commit, other, build, start, plan, tools);
  }

  /** Whether it is of a commit that somebody named, so that nothing newer can be of that. */
  boolean isPinned() {
    return ref.filter(GitRef::isCommit).isPresent();
  }
}
