package dev.hotplug.installer;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may be given as a branch, a tag or a commit. */
public final class GitRef {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}");
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{7,39}");

  private GitRef() {}

  /** Why {@code ref} is none, what is true now and what to give instead; empty for a good one. */
  public static Optional<String> refusal(String ref) {
    return isFit(ref) ? Optional.empty()
        : Optional.of("ref is no name that git takes for a branch, a tag or a commit."
            + " Nothing was fetched. Give one such as main, v1.2.0 or a commit's 40 digits.");
  }

  /** Whether {@code ref} is a whole commit. */
  static boolean isCommit(String ref) {
    return COMMIT.matcher(ref).matches();
  }

  /** Whether {@code ref} may be meant as the begin of a commit. */
  static boolean isBeginningOfCommit(String ref) {
    return BEGINNING.matcher(ref).matches();
  }

  /** The rules of {@code git check-ref-format --allow-onelevel}, and no option. */
  private static boolean isFit(String ref) {
    boolean badPart = false;
    for (var part : ref.split("/", -1)) {
      badPart |= part.isEmpty() || part.startsWith(".") || part.endsWith(".lock");
    }
    return !badPart && !ref.startsWith("-") && !ref.endsWith(".") && !ref.equals("@")
        && !ref.contains("..") && !ref.contains("@{")
        && ref.chars().noneMatch(c -> Character.isISOControl(c) || " ~^:?*[\\".indexOf(c) >= 0);
  }
}
