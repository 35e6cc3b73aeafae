package dev.hotplug.app.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command lines of package managers: scripts of a package.json, and fetched packages. */
final class PackageScripts {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.ofEntries(
      Map.entry("npm", PackageScripts::manager), Map.entry("pnpm", PackageScripts::manager),
      Map.entry("yarn", PackageScripts::manager), Map.entry("npx", PackageScripts::fetched),
      Map.entry("bunx", PackageScripts::fetched), Map.entry("pnpx", PackageScripts::fetched),
      Map.entry("docker", (_, _) -> container()), Map.entry("podman", (_, _) -> container()),
      Map.entry("nerdctl", (_, _) -> container()));

  private static final Set<String> VALUED = Set.of("--prefix", "-C", "--dir", "--cwd", "-w",
      "--workspace", "--filter", "-F", "--loglevel");
  private static final Set<String> FETCHING = Set.of("-p", "--package", "--registry", "--cache",
      "--userconfig", "-w", "--workspace");
  private static final Set<String> EXECUTING = Set.of("exec", "x", "dlx");

  private PackageScripts() {}

  private static Started container() {
    return new Started.Foreign("it runs from an image");
  }

  private static Started manager(Line line, CommandLine others) {
    var folder = line.value("--prefix", "-C", "--dir", "--cwd")
        .map(line::path)
        .orElse(line.folder());
    return line.operands(VALUED)
        .map(it -> verb(it.in(folder), others))
        .orElseGet(() -> nothing(line));
  }

  private static Started verb(Line line, CommandLine others) {
    if (EXECUTING.contains(line.first())) return fetched(line, others);
    if (!Set.of("run", "run-script").contains(line.first())) {
      return named(line.folder(), line.first(), others);
    }
    return line.operands(VALUED)
        .map(it -> named(it.folder(), it.first(), others))
        .orElseGet(() -> nothing(line));
  }

  private static Started nothing(Line line) {
    return new Started.Foreign(line.program() + " is given nothing to run");
  }

  static Optional<String> script(Path folder, String name) {
    return Manifest.read(folder.resolve("package.json")).script(name);
  }

  /** What a script of a package.json starts; all of the package where the script does not tell. */
  static Started named(Path folder, String name, CommandLine others) {
    var started = script(folder, name).map(it -> others.readShell(it, folder));
    if (started.filter(it -> !(it instanceof Started.Foreign)).isPresent()) return started.get();
    return Files.exists(folder.resolve("package.json")) ? new Started.Project(Language.NODE, folder)
        : new Started.Foreign("there is no package.json in the server's folder");
  }

  /** {@code npx}: a program that is known, a folder, or a package that others wrote. */
  static Started fetched(Line line, CommandLine others) {
    var text = line.value("-c", "--call");
    if (text.isPresent()) return others.readShell(text.get(), line.folder());
    return line.operands(FETCHING).map(it -> program(it, others)).orElseGet(() -> nothing(line));
  }

  private static Started program(Line line, CommandLine others) {
    var name = line.first().replaceFirst("(?<=.)@[^/]*$", "");
    if (name.startsWith(".") || name.startsWith("/")) {
      return new Started.Project(Language.NODE, line.path(name));
    }
    if (NodeLines.LAUNCHERS.containsKey(name)) {
      return others.read(line.withProgram(name));
    }
    return new Started.Foreign("its package comes from a registry");
  }
}
