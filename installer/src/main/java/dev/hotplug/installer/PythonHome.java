package dev.hotplug.installer;

import java.util.Optional;

/**
 * Where the packages of a Python server are installed, and with what.
 *
 * @param folder the server's own, or that of the uv workspace above it
 */
record PythonHome(PythonManager manager, Folder folder) {

  /** The one of {@code project}: by its lockfile, pip where that manager is missing. */
  static PythonHome of(PythonProject project, Wishes wishes, Toolbox tools, Account account) {
    var own = new PythonHome(PythonManager.PIP, project.folder());
    if (wishes.requirementsFile().isPresent()) return own;
    var locked = PythonManager.lockedIn(project.folder())
        .map(it -> new PythonHome(it, project.folder()))
        .or(() -> workspace(project.folder()));
    if (locked.isEmpty()) return own;
    var home = locked.get();
    account.saw(home.folder(), home.manager().lockfile(),
        "installed with " + home.manager().program());
    if (tools.has(home.manager().program())) return home;
    account.warn(home.manager().program() + " is not installed; pip is used in its place, without "
        + home.manager().lockfile() + ": versions may be newer than the locked ones.");
    return own;
  }

  /** The absolute path of a program in the virtual environment. */
  String program(String name) {
    return environment() + "/bin/" + name;
  }

  /** The absolute path of the virtual environment. */
  String environment() {
    return Words.here(folder.inside(".venv").orElseThrow());
  }

  private static Optional<PythonHome> workspace(Folder server) {
    return server.upwards()
        .stream()
        .skip(1)
        .filter(it -> it.has(PythonManager.UV.lockfile()))
        .filter(it -> !PythonProject.in(it).toml().at("/tool/uv/workspace").isMissingNode())
        .findFirst()
        .map(it -> new PythonHome(PythonManager.UV, it));
  }
}
