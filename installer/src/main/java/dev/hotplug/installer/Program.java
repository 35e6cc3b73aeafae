package dev.hotplug.installer;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs that build and run servers, and how each comes onto a machine that lacks it. */
enum Program {
  NODE("node", "as https://nodejs.org/en/download says"), //
  PYTHON("python3", "as https://www.python.org/downloads says"), //
  POETRY("poetry", "with \"pipx install poetry\""), //
  GO("go", "as https://go.dev/doc/install says"), //
  CARGO("cargo",
      "with \"curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y\""), //
  JDK("javac", "as https://adoptium.net/installation says"), //
  MAVEN("mvn", "as https://maven.apache.org/install.html says"), //
  GRADLE("gradle", "as https://gradle.org/install says"), //
  DOTNET("dotnet", "with \"curl -fsSL https://dot.net/v1/dotnet-install.sh | bash\""), //
  DENO("deno", "with \"curl -fsSL https://deno.land/install.sh | sh\"");

  /**
   * Those that have them, by their own names for them. Of Rust and .NET they have what is mostly
   * too old for the servers of today, as apt-get of Gradle.
   */
  private static final List<Source> SOURCES = List.of(
      new Source("brew", "brew install ",
          Map.of(NODE, "node", PYTHON, "python", POETRY, "poetry", GO, "go", CARGO, "rust", JDK,
              "openjdk", MAVEN, "maven", GRADLE, "gradle", DOTNET, "dotnet", DENO, "deno")),
      new Source("apt-get", "sudo apt-get install ",
          Map.of(NODE, "nodejs npm", PYTHON, "python3-venv", GO, "golang-go", JDK, "default-jdk",
              MAVEN, "maven")),
      new Source("dnf", "sudo dnf install ",
          Map.of(NODE, "nodejs", PYTHON, "python3", GO, "golang", JDK, "java-latest-openjdk-devel",
              MAVEN, "maven")),
      new Source("pacman", "sudo pacman -S ",
          Map.of(NODE, "nodejs npm", PYTHON, "python", GO, "go", CARGO, "rust", JDK, "jdk-openjdk",
              MAVEN, "maven", GRADLE, "gradle", DOTNET, "dotnet-sdk", DENO, "deno")),
      new Source("apk", "sudo apk add ", Map.of(NODE, "nodejs npm", PYTHON, "python3", GO, "go",
          JDK, "openjdk21", MAVEN, "maven", GRADLE, "gradle", DENO, "deno")));

  private final String command;
  private final String byHand;

  /** @param byHand how its makers have it installed, continues "Install it " */
  Program(String command, String byHand) {
    this.command = command;
    this.byHand = byHand;
  }

  /**
   * What installs programs on a machine.
   *
   * @param program that does
   * @param line to which the names of packages are added
   */
  private record Source(String program, String line, Map<Program, String> packages) {
    /** One command for all of {@code wanted}; empty if it has not all of them. */
    Optional<String> install(List<Program> wanted) {
      if (!packages.keySet().containsAll(wanted)) return Optional.empty();
      var names = wanted.stream().map(packages::get).collect(joining(" "));
      return Optional.of("with \"" + line + names + "\"");
    }
  }

  /** Its name, as a command. */
  String command() {
    return command;
  }

  /**
   * What keeps a server from being built where one of {@code needed} is missing; empty where all
   * are there.
   *
   * @param server what it is, and by which file: {@code "a Go server (go.mod)"}
   */
  static Optional<Finding> missing(List<Program> needed, Toolbox tools, Finding.Kinship kinship,
      String server) {
    var missing = needed.stream().filter(it -> !tools.has(it.command)).toList();
    if (missing.isEmpty()) return Optional.empty();
    var names = missing.stream().map(Program::command).collect(joining(" and no "));
    return Optional.of(new Finding.Obstacle(kinship,
        "It is " + server + ", and this machine has no " + names + ".",
        nextStep(missing.size() == 1 ? "it" : "them", missing, tools)));
  }

  /** What to do where {@code missing}, in the words of {@code what}, is not there. */
  static String nextStep(String what, List<Program> missing, Toolbox tools) {
    return "Install " + what + " " + how(missing, tools) + "; then install again.";
  }

  private static String how(List<Program> missing, Toolbox tools) {
    return SOURCES.stream()
        .filter(it -> tools.has(it.program()))
        .flatMap(it -> it.install(missing).stream())
        .findFirst()
        .orElseGet(() -> missing.stream().map(it -> it.byHand).collect(joining(", and ")));
  }
}
