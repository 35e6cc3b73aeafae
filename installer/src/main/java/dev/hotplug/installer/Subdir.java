package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** What may be given as a folder or a file of a repository. */
public final class Subdir {
  private Subdir() {}

  /**
   * Why {@code path} is none, what is true now and what to give instead; empty for a good one.
   *
   * @param argument what it was given as: {@code "subdir"}
   */
  public static Optional<String> refusal(String argument, String path) {
    return isInside(path) ? Optional.empty()
        : Optional.of(argument + " is no path inside of the repository. Nothing was fetched."
            + " Give it relative to the repository's root and without .., such as packages/server.");
  }

  private static boolean isInside(String path) {
    boolean isPlain = path.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\');
    return isPlain && !path.isBlank() && !path.startsWith("/") && !path.startsWith("-")
        && !List.of(path.split("/", -1)).contains("..");
  }
}
