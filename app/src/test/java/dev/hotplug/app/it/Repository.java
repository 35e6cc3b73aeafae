package dev.hotplug.app.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A git repository that a test makes, as somebody else would have published it. Without the
 * programs that make and build it the test is skipped.
 */
record Repository(Path folder) {

  /** An empty one in a new folder of that name. */
  static Repository in(Path parent, String name) throws IOException, InterruptedException {
    needs("git");
    var repository = new Repository(Files.createDirectory(parent.resolve(name)));
    repository.git("init", "-q", "-b", "main");
    return repository;
  }

  /** One with a small server in Node that needs no package; its version is {@code v0}. */
  static Repository small(Path parent, String name) throws IOException, InterruptedException {
    return in(parent, name).file("package.json", """
        {"name": "%s", "version": "1.0.0", "bin": "server.js"}
        """.formatted(name)).file("server.js", Sample.NODE.source()).commit();
  }

  Repository file(String name, String text) throws IOException {
    var file = folder.resolve(name);
    switch (String.valueOf(file.getFileName())) {
      case "package.json" -> needs("npm");
      case "go.mod" -> needs("go");
      case "Cargo.toml" -> needs("cargo");
      case "pom.xml" -> {
        needs("mvn");
        needs("javac");
      }
      case String python when python.endsWith(".py") -> needs("python3");
      default -> {
        // Whoever has git can read it.
      }
    }
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    return this;
  }

  /** Copies files of a template. */
  Repository files(Path template, String... names) throws IOException {
    for (var name : names) file(name, Files.readString(template.resolve(name)));
    return this;
  }

  /** Runs a command in it, as its author does. */
  Repository run(String... command) throws IOException, InterruptedException {
    var ran = Ran.in(folder, Map.of(), List.of(command));
    if (ran.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + ran.out() + ran.err());
    }
    return this;
  }

  /** Commits all there is. */
  Repository commit() throws IOException, InterruptedException {
    return git("add", "-A").git("-c", "user.name=it", "-c", "user.email=it@localhost", "commit",
        "-q", "-m", "x");
  }

  /** The whole name of its newest commit. */
  String head() throws IOException {
    return Files.readString(folder.resolve(".git/refs/heads/main")).strip();
  }

  /** Where it is: with {@code --allow-local} a path will do. */
  String url() {
    return folder.toString();
  }

  private static void needs(String program) {
    assumeTrue(Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, program))
        .anyMatch(Files::isExecutable), () -> "skipped: no " + program + " on the PATH");
  }

  private Repository git(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }
}
