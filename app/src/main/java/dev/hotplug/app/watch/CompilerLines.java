package dev.hotplug.app.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command lines of programs that compile what they run: go, cargo, dotnet, swift. */
final class CompilerLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.of("go", (line, _) -> go(line),
      "cargo", (line, _) -> cargo(line), "dotnet", (line, _) -> dotnet(line), "swift",
      (line, _) -> new Started.Project(Language.NATIVE, line.folder()), "zig",
      (line, _) -> new Started.Project(Language.NATIVE, line.folder()), "mix",
      (line, _) -> new Started.Project(Language.ELIXIR, line.folder()));

  private static final Set<String> GO = Set.of("-C", "-tags", "-ldflags", "-gcflags", "-mod",
      "-modfile", "-exec", "-p", "-overlay");

  private CompilerLines() {}

  private static Started go(Line line) {
    var folder = line.value("-C").map(line::path).orElse(line.folder());
    var runs = line.operands(GO)
        .filter(it -> it.first().equals("run"))
        .flatMap(it -> it.operands(GO));
    if (runs.isEmpty()) return new Started.Foreign("go is given nothing to run");
    var what = runs.get().first();
    // A package with a version is fetched, wherever the command is run.
    if (what.contains("@")) return new Started.Foreign("its module comes from a registry");
    var path = folder.resolve(what).normalize();
    boolean elsewhere = Files.exists(path) && !path.startsWith(folder);
    var start = elsewhere && Files.isRegularFile(path) ? Names.parent(path) : path;
    return new Started.Project(Language.GO, elsewhere ? start : folder);
  }

  private static Started cargo(Line line) {
    var folder = line.value("--manifest-path")
        .map(line::path)
        .map(Path::getParent)
        .or(() -> line.value("-C").map(line::path));
    return new Started.Project(Language.RUST, folder.orElse(line.folder()));
  }

  private static Started dotnet(Line line) {
    var verb = line.operands(Set.of());
    var assembly = verb.map(Line::first).filter(it -> it.endsWith(".dll"));
    if (assembly.isPresent()) {
      return new Started.Artefact(Language.DOTNET, List.of(line.path(assembly.get())));
    }
    if (verb.filter(it -> it.first().matches("run|watch")).isEmpty()) {
      return new Started.Foreign("dotnet is given nothing of this project");
    }
    Optional<Path> named = line.value("--project", "-p")
        .map(line::path)
        .map(it -> Files.isRegularFile(it) ? it.getParent() : it);
    return new Started.Project(Language.DOTNET, named.orElse(line.folder()));
  }
}
