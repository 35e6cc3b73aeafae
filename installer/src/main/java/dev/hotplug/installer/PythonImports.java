package dev.hotplug.installer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a Python file has to be run so that it finds the modules beside it: as a file, as a module of
 * its package, or with another folder to import from.
 */
final class PythonImports {
  private static final Pattern RELATIVE = Pattern.compile("(?m)^[ \\t]*+from[ \\t]++\\.");
  private static final Pattern ABSOLUTE = Pattern
      .compile("(?m)^[ \\t]*+(?:from|import)[ \\t]++([A-Za-z_]\\w*+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  /** Installed from the registry; a folder of that name in the checkout must not hide them. */
  private static final Set<String> FOREIGN = Set.of("mcp", "fastmcp");

  private final Folder folder;
  private final String stem;
  private final String text;

  /** For the file {@code file} of {@code project}, which is there. */
  PythonImports(Folder project, String file) {
    int slash = file.lastIndexOf('/');
    this.folder = slash < 0 ? project : project.sub(file.substring(0, slash)).orElse(project);
    this.stem = file.substring(slash + 1).replaceFirst("\\.py$", "");
    this.text = project.text(file).orElse("");
  }

  /** The line that runs it with {@code python}. */
  List<String> line(String python) {
    var asModule = RELATIVE.matcher(text).find() || stem.equals("__main__");
    if (asModule && !folder.isRoot()) {
      var module = module();
      if (module.isPresent()) return module(module.get(), python);
    }
    var plain = List.of(python, Words.here(folder.inside(stem + ".py").orElseThrow()));
    return importRoot().map(it -> withPath(it.path(), plain)).orElse(plain);
  }

  /** {@code line} with {@code fromRoot} to import from. */
  static List<String> withPath(String fromRoot, List<String> line) {
    return Words.of(List.of("env", "PYTHONPATH=" + Words.here(fromRoot)), line);
  }

  /** Whether {@code name} can be imported from the folder at {@code relative}. */
  static boolean provides(Folder folder, String relative, String name) {
    return folder.sub(relative).filter(it -> provides(it, name)).isPresent();
  }

  private static List<String> module(Module module, String python) {
    return withPath(module.root().path(), List.of(python, "-m", module.name()));
  }

  /** A module by its dotted name, and the folder that it is imported from. */
  private record Module(Folder root, String name) {}

  /** Packages lie in packages as long as there is an {@code __init__.py}. */
  private Optional<Module> module() {
    var name = new StringBuilder(folder.name());
    var root = folder.parent().orElseThrow();
    while (!root.isRoot() && root.has("__init__.py")) {
      name.insert(0, root.name() + ".");
      root = root.parent().orElseThrow();
    }
    if (!stem.equals("__main__")) name.append('.').append(stem);
    var importable = Pattern.compile("\\.")
        .splitAsStream(name)
        .allMatch(it -> NAME.matcher(it).matches());
    return importable ? Optional.of(new Module(root, name.toString())) : Optional.empty();
  }

  /** The nearest folder above that has what the file imports and its own folder has not. */
  private Optional<Folder> importRoot() {
    var wanted = Matches.all(ABSOLUTE, text)
        .filter(it -> !FOREIGN.contains(it.toLowerCase(Locale.ROOT)))
        .filter(it -> !provides(folder, it))
        .collect(Collectors.toSet());
    return folder.upwards()
        .stream()
        .skip(1)
        .filter(above -> wanted.stream().anyMatch(it -> provides(above, it)))
        .findFirst();
  }

  private static boolean provides(Folder folder, String name) {
    return folder.has(name + ".py") || folder.sub(name)
        .filter(it -> it.files().stream().anyMatch(file -> file.endsWith(".py")))
        .isPresent();
  }
}
