package dev.hotplug.app.watch;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.ServerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Concludes how a server is built, where its entry asks for that. */
final class BuildRules {
  /** Package managers by the file that they lock versions in; the first that is there counts. */
  private static final List<List<String>> LOCKS = List.of(List.of("pnpm-lock.yaml", "pnpm"),
      List.of("yarn.lock", "yarn"), List.of("bun.lock", "bun"), List.of("bun.lockb", "bun"),
      List.of("package-lock.json", "npm"), List.of("npm-shrinkwrap.json", "npm"));

  private final Path folder;
  private final Started started;

  private BuildRules(Path folder, Started started) {
    this.folder = folder;
    this.started = started;
  }

  /**
   * What builds the server; empty where its entry asks for none, and where it says {@code "auto"}
   * and {@link #nothingFits nothing fits}.
   *
   * @param folder absolute; where the server runs
   */
  static Optional<BuildStep> of(Dev dev, ServerSpec.Stdio spec, Path folder) {
    var here = folder.normalize();
    return switch (dev.build()) {
      case Build.None _ -> Optional.empty();
      case Build.Command(var line) ->
        Optional.of(new BuildStep(line, here, "Its entry says so in hotplug.dev.build."));
      case Build.Auto _ -> new BuildRules(here, WatchRules.started(spec, here)).inferred();
    };
  }

  /** Why {@code "auto"} found no build, and what to do. */
  static String nothingFits(Path folder) {
    return "hotplug.dev.build is \"auto\", but neither in " + folder + " nor where its program lies"
        + " is a package.json with a build script, a tsconfig.json with TypeScript installed, a"
        + " pom.xml, a build.gradle, a go.mod or a Cargo.toml. The server is started as it is."
        + " Write the command into hotplug.dev.build, or take \"auto\" out.";
  }

  private Optional<BuildStep> inferred() {
    return Stream.concat(places().stream(), Stream.of(folder))
        .flatMap(
            place -> Stream.of(node(place), maven(place), gradle(place), go(place), cargo(place)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Where the started program lies. */
  private Optional<Path> places() {
    return switch (started) {
      case Started.Script(_, var file) -> Optional.of(Names.parent(file));
      case Started.Project(_, var at) -> Optional.of(at);
      case Started.Artefact artefact -> Optional.of(Names.parent(artefact.first()));
      case Started.Foreign _ -> Optional.empty();
    };
  }

  private static Optional<BuildStep> node(Path place) {
    return Projects.of(Language.NODE, place)
        .flatMap(project -> script(project).or(() -> compiler(project)));
  }

  private static Optional<BuildStep> script(Path project) {
    var manifest = Manifest.read(project.resolve("package.json"));
    return manifest.script("build")
        .map(_ -> new BuildStep(List.of(manager(project, manifest), "run", "build"), project,
            "The package.json in " + project + " has a build script."));
  }

  private static String manager(Path project, Manifest manifest) {
    return LOCKS.stream()
        .filter(lock -> Files.exists(project.resolve(lock.getFirst())))
        .map(List::getLast)
        .findFirst()
        .or(() -> manifest.text("/packageManager").map(it -> it.replaceFirst("@.*$", "")))
        .filter(it -> it.matches("npm|pnpm|yarn|bun"))
        .orElse("npm");
  }

  private static Optional<BuildStep> compiler(Path project) {
    var compiler = project.resolve("node_modules/.bin/tsc");
    if (!Files.exists(compiler) || !Files.exists(project.resolve("tsconfig.json"))) {
      return Optional.empty();
    }
    return Optional.of(new BuildStep(List.of(compiler.toString()), project,
        "There is a tsconfig.json in " + project + "."));
  }

  private static Optional<BuildStep> maven(Path place) {
    return java(place, "mvnw", "mvn", List.of("-q", "package"), "pom.xml");
  }

  private static Optional<BuildStep> gradle(Path place) {
    return java(place, "gradlew", "gradle", List.of("-q", "assemble"), "build.gradle",
        "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
  }

  /** A project's own copy of its build tool goes before the one of the machine. */
  private static Optional<BuildStep> java(Path place, String own, String tool, List<String> args,
      String... files) {
    return Projects.of(Language.JAVA, place)
        .flatMap(project -> Stream.of(files)
            .filter(it -> Files.exists(project.resolve(it)))
            .findFirst()
            .map(it -> new BuildStep(command(project, own, tool, args), project,
                "There is a " + it + " in " + project + ".")));
  }

  private static List<String> command(Path project, String own, String tool, List<String> args) {
    var wrapper = project.resolve(own);
    var command = new ArrayList<String>();
    command.add(Files.isExecutable(wrapper) ? wrapper.toString() : tool);
    command.addAll(args);
    return command;
  }

  private Optional<BuildStep> go(Path place) {
    return Projects.of(Language.GO, place)
        .map(project -> new BuildStep(
            Stream.of(List.of("go", "build"), output(project), List.of(packageOf(project)))
                .flatMap(List::stream)
                .toList(),
            project, "There is a go.mod in " + project + "."));
  }

  private List<String> output(Path project) {
    return started instanceof Started.Artefact artefact && artefact.first().startsWith(project)
        ? List.of("-o", artefact.first().toString())
        : List.of();
  }

  /** Which of the programs of a module is the started one: by its name, as people do. */
  private String packageOf(Path project) {
    if (!(started instanceof Started.Artefact artefact)) return "./...";
    var command = project.resolve("cmd").resolve(Names.name(artefact.first()));
    return Files.isDirectory(command) ? "./cmd/" + Names.name(artefact.first()) : ".";
  }

  private Optional<BuildStep> cargo(Path place) {
    boolean release = started instanceof Started.Artefact artefact
        && Names.name(Names.parent(artefact.first())).equals("release");
    return Projects.of(Language.RUST, place)
        .map(project -> new BuildStep(
            release ? List.of("cargo", "build", "--release") : List.of("cargo", "build"), project,
            "There is a Cargo.toml in " + project + "."));
  }
}
