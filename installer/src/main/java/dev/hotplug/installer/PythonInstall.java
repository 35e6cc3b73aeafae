package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a Python project is installed into the virtual environment in its folder. */
final class PythonInstall {
  /** What pip could not take for an option. */
  private static final Pattern REQUIREMENT = Pattern.compile("[A-Za-z0-9][^\\p{C}]*");

  private final PythonProject project;
  private final PythonHome home;
  private final Account account;

  PythonInstall(PythonProject project, PythonHome home, Account account) {
    this.project = project;
    this.home = home;
    this.account = account;
  }

  /**
   * The steps; empty if this machine has neither Python nor uv, or nobody says what to install.
   *
   * @param script the text of the file that is started: it may list its own requirements
   */
  Optional<List<Step>> steps(Wishes wishes, Toolbox tools, String script) {
    tellCode();
    if (home.manager() == PythonManager.UV) return Optional.of(List.of(uv()));
    var environment = PythonEnvironment.step(home, project.python(), tools, account);
    var installs = installs(wishes, script);
    if (environment.isEmpty() || installs.isEmpty()) return Optional.empty();
    var steps = new ArrayList<Step>();
    steps.add(environment.get());
    steps.addAll(installs);
    return Optional.of(steps);
  }

  /** What no option turns off: the project itself is source, whatever its packages are. */
  private void tellCode() {
    if (!project.isPackage()) {
      account.warn("Python packages that come without a wheel run code of their own while they are"
          + " installed.");
    } else {
      account.warn("Building the Python package may run code of the repository: "
          + (project.hasSetup() ? "its setup.py." : "what its build backend is told to."));
    }
  }

  private List<Step> installs(Wishes wishes, String script) {
    return switch (home.manager()) {
      case POETRY -> List.of(step(List.of("poetry", "install", "--no-interaction"),
          project.isPackage() ? pip(List.of(".")) : List.of()));
      case PDM ->
        List.of(step(List.of("pdm", "install", "--frozen-lockfile"), List.of("pdm", "install")));
      case UV, PIP ->
        wishes.requirementsFile().map(this::fromFile).orElseGet(() -> fromProject(script));
    };
  }

  private Step uv() {
    var rest = new ArrayList<String>();
    if (home.folder() != project.folder() && PythonProject.isName(project.name())) {
      rest.add("--package=" + project.name());
    }
    project.mcpExtra().ifPresent(it -> rest.add("--extra=" + it));
    return step(Words.of(List.of("uv", "sync", "--frozen"), rest),
        Words.of(List.of("uv", "sync"), rest));
  }

  private List<Step> fromFile(String file) {
    if (!project.folder().has(file)) return List.of();
    var steps = new ArrayList<>(List.of(step(pip(List.of("-r", file)), List.of())));
    if (project.isPackage()) steps.add(itself());
    return steps;
  }

  private List<Step> fromProject(String script) {
    var steps = new ArrayList<Step>();
    var listed = project.folder().has(PythonProject.REQUIREMENTS);
    if (project.isPackage()) {
      // A setup.py often leaves its requirements to the file beside it.
      if (listed && project.hasSetup()) steps.add(fromRequirements());
      steps.add(itself());
    } else if (!project.requirements().isEmpty()) {
      account.saw(project.folder(), PythonProject.PYPROJECT,
          "dependencies, without a build-system: only they are installed");
      steps.add(step(pip(safe(project.requirements())), List.of()));
    } else if (listed) {
      steps.add(fromRequirements());
    } else {
      var own = safe(InlineMetadata.requirements(script));
      if (!own.isEmpty()) steps.add(step(pip(own), List.of()));
    }
    return steps;
  }

  private Step itself() {
    return step(pip(List.of(project.mcpExtra().map(it -> ".[" + it + "]").orElse("."))), List.of());
  }

  private Step fromRequirements() {
    account.saw(project.folder(), PythonProject.REQUIREMENTS, "installed with pip");
    return step(pip(List.of("-r", PythonProject.REQUIREMENTS)), List.of());
  }

  private List<String> pip(List<String> what) {
    return Words.of(
        List.of(home.program("python"), "-m", "pip", "install", "--disable-pip-version-check"),
        what);
  }

  private Step step(List<String> line, List<String> retry) {
    return new Step(line, home.folder().path(), retry);
  }

  private static List<String> safe(List<String> requirements) {
    return requirements.stream().filter(it -> REQUIREMENT.matcher(it).matches()).toList();
  }
}
