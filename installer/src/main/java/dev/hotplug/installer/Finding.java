package dev.hotplug.installer;

/** What a {@link Detector} makes of one folder. */
sealed interface Finding {

  /** How sure it is that there is an MCP server at all. */
  Kinship kinship();

  /** What speaks for an MCP server, the weakest first. */
  enum Kinship {
    NONE,
    NAME,
    DEPENDENCY
  }

  /**
   * A server that could be built and started.
   *
   * @param declared whether a bin or script names the start, rather than a file that looks like it
   * @param file the {@code server_file} that picks just this one, relative to its folder
   */
  record Candidate(Recipe recipe, Kinship kinship, boolean declared,
      String file) implements Finding {}

  /**
   * A server that cannot be built here.
   *
   * @param reason a sentence
   * @param nextStep what to do about it, a sentence
   */
  record Obstacle(Kinship kinship, String reason, String nextStep) implements Finding {}
}
