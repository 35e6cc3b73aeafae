package dev.hotplug.installer;

/**
 * Whether there is something newer than what is installed.
 *
 * @param server as it is installed
 * @param ref what it follows, in words: a branch, a tag, a commit, or the default branch
 */
public record Freshness(Installed server, String ref, Finding finding) {

  /** What its remote says. */
  public sealed interface Finding {
    /** There is nothing newer. */
    record Newest() implements Finding {}

    /** There is another commit. */
    record Behind(String commit) implements Finding {}

    /** It is of a commit that somebody named: nobody was asked. */
    record Pinned() implements Finding {}

    /**
     * Nobody knows.
     *
     * @param reason what happened, a sentence without secrets
     */
    record Untold(String reason) implements Finding {}
  }
}
