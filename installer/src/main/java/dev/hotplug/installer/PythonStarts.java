package dev.hotplug.installer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what starts a Python server: a console script, or else the files nearest the root that look
 * like servers.
 */
final class PythonStarts {
  /** A console script's function; it becomes part of a line of Python. */
  private static final Pattern FUNCTION = Pattern
      .compile("([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*):([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)");

  private final PythonProject project;
  private final PythonHome home;
  private final Account account;

  PythonStarts(PythonProject project, PythonHome home, Account account) {
    this.project = project;
    this.home = home;
    this.account = account;
  }

  /** The likeliest: none, one, or several files none of which is likelier than the others. */
  List<PythonStart> likeliest() {
    var scripts = project.scripts();
    if (!scripts.isEmpty()) {
      var name = McpNames.likeliest(serving(scripts.keySet()), project.name());
      var start = script(name, scripts.getOrDefault(name, ""));
      if (start.isPresent()) return List.of(start.get());
    }
    return new PythonFiles().nearest(project.folder())
        .stream()
        .map(it -> file(it,
            it.endsWith("__main__.py") ? "its package can be run"
                : "imports MCP and has a main guard"))
        .toList();
  }

  /** Where only an extra brings MCP, the script of the project's name does without it. */
  private Collection<String> serving(Collection<String> scripts) {
    var serving = scripts.stream().filter(McpNames::isMcp).toList();
    return project.mcpExtra().isEmpty() || serving.isEmpty() ? scripts : serving;
  }

  /** The one that {@code wish} means: the name of a console script, or a file that is there. */
  List<PythonStart> wished(String wish) {
    var function = Optional.ofNullable(project.scripts().get(wish));
    if (function.isPresent()) return script(wish, function.get()).stream().toList();
    return project.folder().has(wish) ? List.of(file(wish, "asked for")) : List.of();
  }

  private Optional<PythonStart> script(String name, String function) {
    var line = isInstalled() ? Optional.of(List.of(home.program(name))) : called(function);
    if (line.isPresent()) tell(name);
    return line.map(it -> new PythonStart(it, name, true));
  }

  private void tell(String name) {
    var source = project.toml().isMissingNode() ? "setup" : PythonProject.PYPROJECT;
    var others = project.scripts().keySet().stream().filter(it -> !it.equals(name)).toList();
    account.saw(project.folder(), source, "console script " + Plain.quoted(name));
    if (others.isEmpty()) return;
    account.saw(project.folder(), source, "console scripts besides: " + Plain.quoted(others)
        + "; server_file (--server-file) picks one of them");
  }

  /** Without a build-system nothing makes the script; what it would do is done by hand. */
  private Optional<List<String>> called(String function) {
    var parts = FUNCTION.matcher(function);
    if (!parts.matches()) return Optional.empty();
    var module = Matches.group(parts, 1);
    var top = module.replaceFirst("\\..*", "");
    var name = Matches.group(parts, 2);
    return List.of("src", "")
        .stream()
        .filter(it -> PythonImports.provides(project.folder(), it, top))
        .findFirst()
        .map(it -> PythonImports.withPath(project.folder().inside(it).orElseThrow(),
            List.of(home.program("python"), "-c", "import sys; from " + module + " import "
                + name.replaceFirst("\\..*", "") + "; sys.exit(" + name + "())")));
  }

  private boolean isInstalled() {
    return project.isPackage()
        || (home.manager() == PythonManager.POETRY && !project.poetry().isMissingNode());
  }

  private PythonStart file(String file, String why) {
    account.saw(project.folder(), file, why);
    var line = new PythonImports(project.folder(), file).line(home.program("python"));
    return new PythonStart(line, file, false);
  }
}
