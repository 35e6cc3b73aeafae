package dev.hotplug.spec;

import java.util.List;

/** What turns a server's sources into what is started; {@code hotplug.dev.build} of its entry. */
public sealed interface Build {
  /** Nothing; the default, and {@code false}. */
  record None() implements Build {}

  /** What the project's own files suggest; {@code "auto"}. */
  record Auto() implements Build {}

  /**
   * A program and its arguments, run in the server's folder.
   *
   * @param line never empty
   */
  record Command(List<String> line) implements Build {
    public Command {
      line = List.copyOf(line);
      if (line.isEmpty()) throw new IllegalArgumentException("a build needs a program");
    }
  }
}
