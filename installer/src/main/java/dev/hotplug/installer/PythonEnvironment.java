package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** How the virtual environment of a project is made, by a Python that the project accepts. */
final class PythonEnvironment {
  private PythonEnvironment() {}

  /** The step that makes it; empty if this machine has neither Python nor uv. */
  static Optional<Step> step(PythonHome home, Optional<PythonRange> wanted, Toolbox tools,
      Account account) {
    return line(wanted, tools, account)
        .map(it -> new Step(Words.of(it, home.environment()), home.folder().path(), List.of()));
  }

  private static Optional<List<String>> line(Optional<PythonRange> wanted, Toolbox tools,
      Account account) {
    var exact = wanted.filter(PythonRange::isExact);
    if (exact.isPresent()) {
      var fitting = fitting(exact.get(), tools);
      if (fitting.isPresent()) return fitting;
      account.warn("It wants Python " + Plain.text(exact.get().requirement())
          + "; python3 of this machine may be another.");
    }
    if (tools.has("python3")) return Optional.of(List.of("python3", "-m", "venv"));
    return tools.has("uv") ? Optional.of(List.of("uv", "venv", "--seed")) : Optional.empty();
  }

  /** With the newest that it accepts of those that are there, or else one that uv fetches. */
  private static Optional<List<String>> fitting(PythonRange range, Toolbox tools) {
    var minors = range.minors();
    for (var minor : minors) {
      var python = "python3." + minor;
      if (tools.has(python)) return Optional.of(List.of(python, "-m", "venv"));
    }
    if (minors.isEmpty() || !tools.has("uv")) return Optional.empty();
    return Optional.of(List.of("uv", "venv", "--seed", "--python", "3." + minors.getFirst()));
  }
}
