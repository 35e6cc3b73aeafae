package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Servers for Python: what {@code pyproject.toml} and its older relatives say. */
final class PythonDetector implements Detector {
  private static final Pattern NAME = Pattern
      .compile("\\b(?:FastMCP|Server)\\(\\s*+(?:name\\s*+=\\s*+)?[\"']([^\"'\\n]{1,80})[\"']");

  @Override
  public String lookedFor() {
    return "Python: pyproject.toml, setup.py or requirements.txt, with a console script or a .py"
        + " file that imports FastMCP or mcp.server and has a main guard";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.PYTHON.isOpen(site.wishes())) return List.of();
    var wish = site.wishes().serverFile();
    var project = PythonProject.in(site.folder());
    if (!project.exists() && !hasScripts(site.folder())) return List.of();
    var found = new ArrayList<Finding>();
    var account = new Account();
    var home = PythonHome.of(project, site.wishes(), site.tools(), account);
    var starts = new PythonStarts(project, home, account);
    for (var start : wish.map(starts::wished).orElseGet(starts::likeliest)) {
      found.add(finding(start, project, home, site, account));
    }
    return found;
  }

  private static boolean hasScripts(Folder folder) {
    return folder.files().stream().anyMatch(it -> it.endsWith(".py"));
  }

  private static Finding finding(PythonStart start, PythonProject project, PythonHome home,
      Site site, Account account) {
    var script = project.folder().has(start.file()) ? project.folder().text(start.file()).orElse("")
        : "";
    var kinship = kinship(project, start, script);
    var steps = new PythonInstall(project, home, account).steps(site.wishes(), site.tools(),
        script);
    if (steps.isEmpty()) return obstacle(project, site, kinship, start);
    var recipe = new Recipe("python (" + home.manager().program() + ")", project.folder().path(),
        name(project, start, script), steps.get(), start.line(), List.of(), List.of(),
        account.warnings(), account.evidence());
    return new Finding.Candidate(recipe, kinship, start.declared(), start.file());
  }

  /** A file that is started without being declared was found because it imports MCP. */
  private static Finding.Kinship kinship(PythonProject project, PythonStart start, String script) {
    var byProject = McpNames.kinship(project.name(), project.dependencies());
    var byExtra = project.extras()
        .values()
        .stream()
        .anyMatch(it -> PythonProject.packages(it).stream().anyMatch(McpNames::isMcp));
    var byFile = !start.declared() && PythonFiles.imports(script);
    return byExtra || byFile ? Finding.Kinship.DEPENDENCY : byProject;
  }

  private static String name(PythonProject project, PythonStart start, String script) {
    return Optional.of(Plain.text(project.name()))
        .filter(it -> !it.isEmpty())
        .or(() -> Optional.of(Plain.text(Matches.first(NAME, script))))
        .filter(it -> !it.isEmpty())
        .orElseGet(() -> Plain.text(start.file().replaceFirst("\\.py$", "")));
  }

  private static Finding obstacle(PythonProject project, Site site, Finding.Kinship kinship,
      PythonStart start) {
    if (!site.tools().has("python3") && !site.tools().has("uv")) {
      return new Finding.Obstacle(kinship,
          "It is a Python server, and this machine has neither python3 nor uv.",
          Program.nextStep("Python 3", List.of(Program.PYTHON), site.tools()));
    }
    var missing = site.wishes().requirementsFile();
    if (missing.isPresent()) {
      return new Finding.Obstacle(kinship,
          "There is no " + Plain.text(missing.get()) + " in the server's folder.",
          "Give requirements_file (--requirements-file) relative to the server's folder, or leave it out.");
    }
    if (!project.poetry().isMissingNode()) {
      return new Finding.Obstacle(kinship,
          "It is installed with poetry, which this machine does not have.",
          Program.nextStep("it", List.of(Program.POETRY), site.tools()));
    }
    return new Finding.Obstacle(kinship,
        Plain.text(start.file()) + " looks like a server, but no file says what it needs.",
        "Name the list of its packages with requirements_file (--requirements-file).");
  }
}
