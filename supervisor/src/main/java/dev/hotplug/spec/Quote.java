package dev.hotplug.spec;

/** Puts a name that somebody else has chosen into a message: in quotes, short, on one line. */
final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  static String of(String name) {
    return '"' + Cut.of(name, LONGEST).replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\"]", "?")
        + '"';
  }
}
