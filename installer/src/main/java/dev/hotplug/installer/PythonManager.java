package dev.hotplug.installer;

import java.util.Locale;
import java.util.Optional;

/** The package managers of Python, in the order in which their lockfiles are looked for. */
enum PythonManager {
  UV("uv.lock"),
  POETRY("poetry.lock"),
  PDM("pdm.lock"),
  PIP("");

  private final String lockfile;

  PythonManager(String lockfile) {
    this.lockfile = lockfile;
  }

  /** Its name, as a command. */
  String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for pip, which has none. */
  String lockfile() {
    return lockfile;
  }

  /** The one whose lockfile is in {@code folder}; empty if there is none. */
  static Optional<PythonManager> lockedIn(Folder folder) {
    for (var manager : values()) {
      if (!manager.lockfile.isEmpty() && folder.has(manager.lockfile)) return Optional.of(manager);
    }
    return Optional.empty();
  }
}
