package dev.hotplug.installer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The branches and tags that a repository has. */
final class Refs {
  private static final int SHOWN = 5;
  private static final String HEADS = "refs/heads/";
  static final String TAGS = "refs/tags/";

  private final List<String> names;

  /** Those of {@code names} that are branches or tags, named in full. */
  Refs(Collection<String> names) {
    this.names = names.stream()
        .filter(n -> n.startsWith(HEADS) || n.startsWith(TAGS))
        .filter(n -> !n.endsWith("^{}"))
        .sorted()
        .toList();
  }

  /** The full name of what {@code wanted} means: a branch before a tag, as git has it. */
  String named(String wanted) throws Unfetchable {
    return Stream.of(wanted, HEADS + wanted, TAGS + wanted)
        .filter(names::contains)
        .findFirst()
        .orElseThrow(() -> missing(wanted));
  }

  private Unfetchable missing(String wanted) {
    var reason = "The repository has no branch or tag \"" + wanted + "\".";
    if (GitRef.isBeginningOfCommit(wanted)) {
      return new Unfetchable(reason, "A commit has to be given with all of its 40 digits.");
    }
    var near = near(wanted);
    if (near.isEmpty()) {
      return new Unfetchable(reason, "It has neither branches nor tags: leave ref out.");
    }
    return new Unfetchable(reason,
        "Give one that it has as ref: " + String.join(", ", near) + "; or none for its default.");
  }

  private List<String> near(String wanted) {
    return names.stream()
        .map(n -> n.startsWith(HEADS) ? n.substring(HEADS.length()) : n.substring(TAGS.length()))
        .distinct()
        .sorted(Comparator.comparingInt(n -> distance(wanted, n)))
        .limit(SHOWN)
        .toList();
  }

  /**
   * How many characters have to be put in, taken out or exchanged; names that begin alike first.
   */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    if (a.contains(b) || b.contains(a)) return 0;
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
