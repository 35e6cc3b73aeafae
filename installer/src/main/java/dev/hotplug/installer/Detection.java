package dev.hotplug.installer;

import java.util.List;

/** What a checkout turned out to hold. */
sealed interface Detection {

  /** One server, or one that is better than the others. */
  record Found(Recipe recipe) implements Detection {}

  /**
   * Several, none better than the others.
   *
   * @param choices at least two, in the order of their folders
   */
  record Ambiguous(List<Choice> choices) implements Detection {
    public Ambiguous {
      choices = List.copyOf(choices);
    }
  }

  /**
   * None that could be built here.
   *
   * @param reason what stands in the way, a sentence: nothing was found, it is remote only, a
   *   program is missing
   * @param lookedFor what was looked for, a line each
   * @param nextStep what to do about it
   */
  record Nothing(String reason, List<String> lookedFor, String nextStep) implements Detection {
    public Nothing {
      lookedFor = List.copyOf(lookedFor);
    }
  }
}
