package dev.hotplug.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a server may be called: anything that can be shown on one line and sent in UTF-8. */
final class ServerName {
  private static final int LONGEST = 128;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

  private ServerName() {}

  /** A clause that says why this is no name, or empty if it is one. */
  static Optional<String> fault(String name) {
    if (name.isEmpty()) return Optional.of("a server's name must not be empty");
    if (name.length() > LONGEST) {
      return Optional.of("a server's name must not be longer than " + LONGEST + " characters");
    }
    return CONTROL.matcher(name).find()
        ? Optional.of("a server's name must not hold control characters")
        : Optional.empty();
  }
}
