package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Something in a file that its author should know: what is wrong, what that means for the servers,
 * what to do. It never repeats a value of the file that may be a secret.
 *
 * @param file the absolute path
 * @param line counted from 1; lines end at LF, CR or CRLF
 * @param column counted from 1, in UTF-16 units as most editors do; a byte order mark takes none
 */
public record Problem(Path file, int line, int column, String message) {
  public Problem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(message);
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(line + ":" + column);
    }
  }

  /** {@code file:line:column: message}, the form that editors and terminals make a link of. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file, line, column, message);
  }
}
