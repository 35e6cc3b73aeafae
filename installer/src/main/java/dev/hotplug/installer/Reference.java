package dev.hotplug.installer;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that is a whole reference to a variable, such as <code>${TOKEN}</code>: it is no secret,
 * and anybody may read it.
 */
public final class Reference {
  private static final Pattern WHOLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

  private Reference() {}

  /** The name of the variable that {@code value} refers to; empty where it is no reference. */
  public static Optional<String> variable(String value) {
    return WHOLE.matcher(value).matches() ? Optional.of(value.substring(2, value.length() - 1))
        : Optional.empty();
  }
}
