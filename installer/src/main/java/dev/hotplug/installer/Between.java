package dev.hotplug.installer;

import java.util.List;

/**
 * The commits between the one that is installed and another.
 *
 * @param kind whether one leads to the other
 * @param subjects the first lines of their messages, newest first, without what cannot be seen;
 *   empty unless it is {@link Kind#AHEAD}
 * @param more how many there are beside these
 */
public record Between(Kind kind, List<String> subjects, int more) {
  /** How the other commit stands to the installed one. */
  public enum Kind {
    /** It came after it. */
    AHEAD,
    /** It did not: history was rewritten, or it is an older one, or one of another line. */
    ASIDE,
    /** It came after so many others that nobody looked further. */
    FAR
  }

  public Between {
    subjects = List.copyOf(subjects);
  }
}
