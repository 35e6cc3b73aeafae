package dev.hotplug.app.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows where a build writes what it makes. */
final class Outputs {
  /** Below one of these a folder named {@code build} is a package. */
  private static final Set<String> SOURCES = Set.of("src", "source", "sources");
  private static final Set<String> OF_NODE = Set.of("dist", "build", "out", ".output", "_build",
      "coverage");
  private static final Set<String> OF_JAVA = Set.of("target", "build", "out", "bin");
  /** A CMake project, or one that says nothing about its language. */
  private static final Set<String> OF_NATIVE = Set.of("dist", "build", "out", "target", "obj",
      "_build", "coverage", ".output");
  private static final Set<String> OF_OTHERS = Set.of("dist", "build", "_build");

  private Outputs() {}

  /** The folder that a compiler or bundler filled, where a JavaScript file lies in one. */
  static Optional<Path> ofScript(Path file) {
    var project = Projects.of(Language.NODE, Names.parent(file));
    var declared = project.flatMap(Outputs::declared).filter(file::startsWith);
    if (declared.isPresent()) return declared;
    var top = project.orElse(file.getRoot());
    Path found = null;
    for (var at = file.getParent(); at != null && !at.equals(top); at = at.getParent()) {
      if (isNamed(at, OF_NODE)) found = at;
      if (project.isEmpty() && found != null) break;
    }
    return Optional.ofNullable(found);
  }

  /** The {@code outDir} of a project's tsconfig.json, unless it is the project's own folder. */
  private static Optional<Path> declared(Path project) {
    return declared(project.resolve("tsconfig.json"), 0).filter(it -> !project.startsWith(it));
  }

  private static Optional<Path> declared(Path config, int extended) {
    var manifest = Manifest.read(config);
    var own = manifest.text("/compilerOptions/outDir")
        .map(it -> config.resolveSibling(it).normalize());
    // One that extends itself would never end.
    if (own.isPresent() || extended > 4) return own;
    return manifest.text("/extends")
        .filter(it -> it.startsWith("."))
        .map(it -> it.endsWith(".json") ? it : it + ".json")
        .flatMap(it -> declared(config.resolveSibling(it).normalize(), extended + 1));
  }

  /** What a build of {@code project} makes, beside {@code started}, which it makes for certain. */
  static PathMatcher of(Language language, Path project, Optional<Path> started) {
    var known = new ArrayList<Path>();
    started.ifPresent(known::add);
    if (language == Language.NODE) {
      declared(project).ifPresent(known::add);
      started.flatMap(Outputs::ofScript).ifPresent(known::add);
    }
    var made = List.copyOf(known);
    return path -> made.contains(path) || isOutput(language, project, path);
  }

  /** Whether a script that is started was made by a build of {@code project}. */
  static boolean isMade(Language language, Path project, Path script) {
    if (language == Language.NODE && (ofScript(script).isPresent() || hasTypedTwin(script))) {
      return true;
    }
    for (var at = script.getParent(); at != null; at = at.getParent()) {
      if (isOutput(language, project, at)) return true;
    }
    return false;
  }

  /** Whether TypeScript of the same name lies beside a script. */
  private static boolean hasTypedTwin(Path script) {
    var name = Names.name(script);
    return name.endsWith("js")
        && Files.exists(script.resolveSibling(name.substring(0, name.length() - 2) + "ts"));
  }

  private static boolean isOutput(Language language, Path project, Path path) {
    if (!isNamed(path, names(language)) || !path.startsWith(project)) return false;
    for (var name : project.relativize(path)) {
      if (SOURCES.contains(name.toString())) return false;
    }
    return true;
  }

  private static Set<String> names(Language language) {
    return switch (language) {
      case NODE -> OF_NODE;
      case JAVA -> OF_JAVA;
      case RUST -> Set.of("target");
      case DOTNET -> Set.of("bin", "obj", "out", "publish");
      case NATIVE -> OF_NATIVE;
      case PYTHON, GO, RUBY, PHP, PERL, LUA, R, JULIA, ELIXIR, SHELL -> OF_OTHERS;
    };
  }

  private static boolean isNamed(Path path, Set<String> names) {
    return names.contains(Names.name(path));
  }
}
