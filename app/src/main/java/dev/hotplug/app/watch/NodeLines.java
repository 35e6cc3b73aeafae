package dev.hotplug.app.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the command lines of Node, Bun, Deno, and of what runs TypeScript on them. */
final class NodeLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.ofEntries(
      Map.entry("node", NodeLines::node), Map.entry("nodejs", NodeLines::node),
      Map.entry("tsx", (line, _) -> runner(line)), Map.entry("ts-node", (line, _) -> runner(line)),
      Map.entry("ts-node-esm", (line, _) -> runner(line)),
      Map.entry("esno", (line, _) -> runner(line)), Map.entry("jiti", (line, _) -> runner(line)),
      Map.entry("swc-node", (line, _) -> runner(line)),
      Map.entry("vite-node", (line, _) -> runner(line)),
      Map.entry("babel-node", (line, _) -> runner(line)),
      Map.entry("nodemon", (line, _) -> runner(line)), Map.entry("deno", NodeLines::deno),
      Map.entry("bun", NodeLines::bun));

  private static final Set<String> VALUED = Set.of("-r", "--require", "--import", "--loader",
      "--experimental-loader", "-C", "--conditions", "--env-file", "--watch-path", "--tsconfig",
      "-P", "--project", "-O", "--cwd", "--config", "-c", "--import-map", "--preload", "--exec",
      "--transpiler", "--inspect-port", "--title", "-e", "--eval", "-p", "--print",
      "--script-mode");
  private static final List<String> ENDINGS = List.of("", ".js", ".mjs", ".cjs", ".ts", "/index.js",
      "/index.mjs", "/index.cjs", "/index.ts");

  private NodeLines() {}

  private static Started node(Line line, CommandLine others) {
    var script = line.value("--run");
    if (script.isPresent()) return PackageScripts.named(line.folder(), script.get(), others);
    return runner(line);
  }

  private static Started runner(Line line) {
    // tsx and ts-node have commands of their own before the script.
    return line.operands(VALUED)
        .flatMap(it -> Set.of("watch", "run").contains(it.first()) ? it.operands(VALUED)
            : Optional.of(it))
        .map(it -> script(it.path(it.first())))
        .orElseGet(() -> new Started.Foreign(line.program() + " is given no script"));
  }

  /** A file, perhaps without its ending, or a folder whose package.json names one. */
  static Started script(Path named) {
    if (Never.installed(named)) return new Started.Foreign(named.getFileName() + " is installed");
    var file = file(named);
    // No compiler writes TypeScript.
    if (Names.name(file).matches(".*\\.[mc]?js") && Outputs.ofScript(file).isPresent()) {
      return new Started.Artefact(Language.NODE, List.of(file));
    }
    return new Started.Script(Language.NODE, file);
  }

  private static Path file(Path named) {
    var main = Manifest.read(named.resolve("package.json")).text("/main");
    return main.map(it -> named.resolve(it).normalize())
        .stream()
        .flatMap(NodeLines::candidates)
        .findFirst()
        .or(() -> candidates(named).findFirst())
        .orElse(named);
  }

  private static Stream<Path> candidates(Path named) {
    return ENDINGS.stream().map(it -> Path.of(named + it)).filter(Files::isRegularFile);
  }

  private static Started deno(Line line, CommandLine others) {
    var verb = line.operands(VALUED);
    if (verb.filter(it -> it.first().equals("task")).isPresent()) {
      return new Started.Project(Language.NODE, line.folder());
    }
    return verb.filter(it -> it.first().matches("run|serve"))
        .or(() -> line.from(0))
        .flatMap(it -> it.operands(VALUED))
        .map(it -> it.first().matches("(https?|npm|jsr):.*")
            ? new Started.Foreign("its script comes from the network")
            : script(it.path(it.first())))
        .orElseGet(() -> new Started.Foreign("Deno is given no script"));
  }

  private static Started bun(Line line, CommandLine others) {
    var folder = line.value("--cwd").map(line::path).orElse(line.folder());
    var operands = line.operands(VALUED).map(it -> it.in(folder));
    if (operands.filter(it -> it.first().equals("x")).isPresent()) {
      return PackageScripts.fetched(operands.get(), others);
    }
    return operands.flatMap(it -> it.first().equals("run") ? it.operands(VALUED) : Optional.of(it))
        .map(it -> isScript(it) ? PackageScripts.named(it.folder(), it.first(), others)
            : script(it.path(it.first())))
        .orElseGet(() -> new Started.Foreign("Bun is given no script"));
  }

  private static boolean isScript(Line line) {
    return PackageScripts.script(line.folder(), line.first()).isPresent();
  }
}
