package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The marker files of a repository, and what they are taken for on a machine with certain programs:
 * node, npm, npx and python3 unless told otherwise.
 */
final class Skeleton {
  /** A Python file that is taken for a server. */
  static final String SERVER_PY = """
      from mcp.server.fastmcp import FastMCP
      mcp = FastMCP("notes")
      if __name__ == "__main__":
          mcp.run()
      """;

  private final Path root;
  private Wishes wishes = Wishes.NONE;
  private Set<String> tools = Set.of("node", "npm", "npx", "python3");

  private Skeleton(Path root) {
    this.root = root;
  }

  /** An empty repository somewhere in {@code folder}. */
  static Skeleton in(Path folder) {
    try {
      return new Skeleton(Files.createTempDirectory(folder, "repository").toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  /** Adds a file; every ' in {@code text} becomes a ", so that JSON can be read here. */
  Skeleton file(String name, String text) {
    return exactly(name, text.replace('\'', '"'));
  }

  /** Adds a file that holds just {@code text}. */
  Skeleton exactly(String name, String text) {
    try {
      var file = root.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds files of which only the names count. */
  Skeleton files(String... names) {
    for (var name : names) exactly(name, "");
    return this;
  }

  /** A {@code package.json} at the root that depends on MCP, with {@code fields} besides. */
  Skeleton node(String fields) {
    return node("", fields);
  }

  /** As {@link #node(String)}, in {@code folder}, which ends in a slash. */
  Skeleton node(String folder, String fields) {
    return file(folder + "package.json", "{'dependencies': {'@modelcontextprotocol/sdk': '^1.0.0'}"
        + (fields.isEmpty() ? "" : ", ") + fields + "}");
  }

  /** A {@code pyproject.toml} at the root that depends on MCP, with {@code fields} besides. */
  Skeleton python(String fields) {
    return file("pyproject.toml",
        "[project]\nname = 'notes'\ndependencies = ['mcp>=1.2']\n" + fields);
  }

  /** As {@link #python}, and it can be installed as a package. */
  Skeleton pythonPackage(String fields) {
    return python(fields + "\n[build-system]\nrequires = ['hatchling']\n");
  }

  /** The only programs of the machine. */
  Skeleton tools(String... programs) {
    tools = Set.of(programs);
    return this;
  }

  Skeleton subdir(String subdir) {
    return wishing(new Wishes(Optional.of(subdir), wishes.serverFile(), wishes.requirementsFile(),
        wishes.autoDetect(), wishes.args(), wishes.allowScripts()));
  }

  Skeleton serverFile(String file) {
    return wishing(wishes.startedBy(file));
  }

  Skeleton requirementsFile(String file) {
    return wishing(new Wishes(wishes.subdir(), wishes.serverFile(), Optional.of(file),
        wishes.autoDetect(), wishes.args(), wishes.allowScripts()));
  }

  Skeleton noAutoDetect() {
    return wishing(new Wishes(wishes.subdir(), wishes.serverFile(), wishes.requirementsFile(),
        false, wishes.args(), wishes.allowScripts()));
  }

  Skeleton allowScripts() {
    return wishing(new Wishes(wishes.subdir(), wishes.serverFile(), wishes.requirementsFile(),
        wishes.autoDetect(), wishes.args(), true));
  }

  Detection detect() {
    return Detectors.detect(Folder.root(root), wishes, tools::contains);
  }

  /** The one server that there has to be. */
  Recipe found() {
    var detection = detect();
    assertThat(detection).isInstanceOf(Detection.Found.class);
    return ((Detection.Found) detection).recipe();
  }

  /** How that server is started, in one line. */
  String start() {
    return String.join(" ", found().start());
  }

  /** How it is built: a line for each step, {@code folder$ command}, and {@code || retry}. */
  List<String> steps() {
    return found().steps().stream().map(Skeleton::shown).toList();
  }

  /** The servers to choose from that there have to be: {@code argument=value}. */
  List<String> choices() {
    var detection = detect();
    assertThat(detection).isInstanceOf(Detection.Ambiguous.class);
    return ((Detection.Ambiguous) detection).choices()
        .stream()
        .map(it -> it.argument() + "=" + it.value())
        .toList();
  }

  /** What has to stand in the way. */
  Detection.Nothing nothing() {
    var detection = detect();
    assertThat(detection).isInstanceOf(Detection.Nothing.class);
    return (Detection.Nothing) detection;
  }

  private Skeleton wishing(Wishes other) {
    wishes = other;
    return this;
  }

  /** {@code folder$ command}, and {@code || retry} if there is one. */
  static String shown(Step step) {
    var retry = step.retry().isEmpty() ? "" : " || " + String.join(" ", step.retry());
    return step.folder() + "$ " + String.join(" ", step.line()) + retry;
  }
}
