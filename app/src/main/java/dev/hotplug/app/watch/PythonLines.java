package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command lines of Python and of the tools that prepare its environments. */
final class PythonLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.ofEntries(
      Map.entry("python", (line, _) -> python(line)), Map.entry("py", (line, _) -> python(line)),
      Map.entry("uv", PythonLines::uv), Map.entry("uvx", PythonLines::tool),
      Map.entry("pipx", PythonLines::pipx), Map.entry("poetry", PythonLines::inProject),
      Map.entry("pdm", PythonLines::inProject), Map.entry("hatch", PythonLines::inProject),
      Map.entry("pipenv", PythonLines::inProject), Map.entry("rye", PythonLines::inProject),
      Map.entry("pixi", PythonLines::inProject), Map.entry("mcp", (line, _) -> runner(line)),
      Map.entry("fastmcp", (line, _) -> runner(line)),
      Map.entry("uvicorn", (line, _) -> runner(line)));

  private static final Set<String> PYTHON = Set.of("-W", "-X", "-Q", "--check-hash-based-pycs");
  private static final Set<String> PROJECT = Set.of("-C", "--directory", "-P", "--project", "-p",
      "--env", "-e", "--manifest-path");
  private static final Set<String> UV = Set.of("--directory", "--project", "--with",
      "--with-editable", "--with-requirements", "-w", "--python", "-p", "--extra", "--no-extra",
      "--group", "--no-group", "--only-group", "--env-file", "--package", "--no-package", "--index",
      "--default-index", "-i", "--index-url", "--extra-index-url", "-f", "--find-links",
      "--cache-dir", "--config-file", "--color", "--prerelease", "--resolution",
      "--upgrade-package", "-P", "--reinstall-package", "--refresh-package", "--python-platform",
      "--link-mode", "--exclude-newer", "--from", "-c", "--constraints", "--overrides", "-C",
      "--config-setting");

  private PythonLines() {}

  private static Started python(Line line) {
    for (int i = 1; i < line.words().size() && line.words().get(i).startsWith("-"); i++) {
      var word = line.words().get(i);
      if (word.matches("-[A-Za-z]*m")) return module(line, i + 1);
      if (word.equals("-c")) return new Started.Foreign("its program stands in the command itself");
      if (PYTHON.contains(word)) i++;
    }
    return line.operands(PYTHON)
        .map(it -> script(it, it.first()))
        .orElseGet(() -> new Started.Foreign("Python is given no script"));
  }

  private static Started script(Line line, String word) {
    var file = line.path(word);
    return Never.installed(file) ? new Started.Foreign(file.getFileName() + " is installed")
        : new Started.Script(Language.PYTHON, file);
  }

  /** A module is looked for in the folder itself, and in {@code src}, where packages are. */
  private static Started module(Line line, int word) {
    if (word >= line.words().size()) return new Started.Foreign("Python is given no module");
    var name = line.words().get(word).replace('.', '/');
    for (var folder : List.of(line.folder(), line.path("src"))) {
      if (folder.resolve(name).toFile().isDirectory()
          || folder.resolve(name + ".py").toFile().isFile()) {
        return new Started.Project(Language.PYTHON, line.folder());
      }
    }
    var runs = line.from(word).filter(it -> LAUNCHERS.get(it.first()) != null);
    if (runs.isPresent()) return runner(runs.get());
    return new Started.Foreign(
        "the module " + line.words().get(word) + " is not below the server's folder");
  }

  private static Started uv(Line line, CommandLine others) {
    var folder = line.value("--directory", "--project").map(line::path).orElse(line.folder());
    var verb = line.operands(UV).map(it -> it.in(folder));
    if (verb.isEmpty()) return new Started.Foreign("uv is given nothing to run");
    return switch (verb.get().first()) {
      case "run" -> run(verb.get(), others);
      case "tool" -> verb.get().from(1).map(it -> tool(it, others)).orElseGet(PythonLines::nothing);
      default -> nothing();
    };
  }

  private static Started nothing() {
    return new Started.Foreign("uv is given nothing to run");
  }

  private static Started run(Line line, CommandLine others) {
    int module = Math.max(line.words().indexOf("-m"), line.words().indexOf("--module"));
    var rest = line.operands(UV);
    if (module > 0 && rest.stream().noneMatch(it -> line.words().indexOf(it.first()) < module)) {
      return module(line, module + 1);
    }
    return rest.map(it -> inEnvironment(it, others)).orElseGet(PythonLines::nothing);
  }

  /** {@code poetry run x} and its like. */
  private static Started inProject(Line line, CommandLine others) {
    var folder = line.value("-C", "--directory", "-P", "--project")
        .map(line::path)
        .orElse(line.folder());
    return line.operands(PROJECT)
        .filter(it -> it.first().equals("run"))
        .flatMap(it -> it.operands(PROJECT))
        .map(it -> inEnvironment(it.in(folder), others))
        .orElseGet(() -> new Started.Foreign(line.program() + " is given nothing to run"));
  }

  /** A script, a program that is known, or a program that the project's environment holds. */
  private static Started inEnvironment(Line line, CommandLine others) {
    if (line.first().endsWith(".py")) return script(line, line.first());
    var started = others.read(line);
    if (!(started instanceof Started.Foreign)) return started;
    return Projects.of(Language.PYTHON, line.folder())
        .<Started>map(it -> new Started.Project(Language.PYTHON, it))
        .orElse(started);
  }

  private static Started pipx(Line line, CommandLine others) {
    return line.from(1)
        .filter(it -> it.first().equals("run"))
        .map(it -> tool(it, others))
        .orElseGet(() -> new Started.Foreign("pipx is given nothing to run"));
  }

  /** A package that is fetched, unless it is a folder of this machine. */
  private static Started tool(Line line, CommandLine others) {
    var from = line.value("--from", "--spec", "--with-editable")
        .map(PythonLines::withoutExtras)
        .map(line::path);
    var name = line.operands(UV);
    var local = from
        .or(() -> name.filter(it -> it.first().startsWith(".") || it.first().contains("/"))
            .map(it -> it.path(it.first())));
    if (local.filter(it -> it.toFile().isDirectory()).isPresent()) {
      return new Started.Project(Language.PYTHON, local.get());
    }
    var runner = name.filter(it -> LAUNCHERS.get(it.first()) != null);
    if (runner.isPresent()) return others.read(runner.get());
    return new Started.Foreign("its package comes from a registry");
  }

  private static String withoutExtras(String requirement) {
    return requirement.replaceAll("\\[[^]]*]$", "").replaceFirst("^file:(//)?", "");
  }

  /** A program that is given a file to load, perhaps with the name of an object in it. */
  private static Started runner(Line line) {
    return line.words()
        .stream()
        .skip(1)
        .map(word -> word.replaceFirst("(?<=\\.py):.*$", ""))
        .filter(word -> word.endsWith(".py"))
        .findFirst()
        .map(word -> script(line, word))
        .orElseGet(() -> moduleOf(line));
  }

  /** {@code uvicorn package.module:app}. */
  private static Started moduleOf(Line line) {
    Optional<Path> folder = line.words()
        .stream()
        .skip(1)
        .filter(word -> word.matches("[\\w.]+:\\w+"))
        .findFirst()
        .map(_ -> line.folder());
    return folder.<Started>map(it -> new Started.Project(Language.PYTHON, it))
        .orElseGet(() -> new Started.Foreign(line.program() + " is given no file"));
  }
}
