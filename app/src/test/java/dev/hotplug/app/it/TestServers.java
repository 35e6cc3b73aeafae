package dev.hotplug.app.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Servers and clients of others, which the build has installed; without them a test is skipped. */
final class TestServers {
  private static final Path APP = Launcher.path().resolveSibling("app");

  private TestServers() {}

  /** The program {@code name} of an npm package, on the node that was installed with it. */
  static List<String> npm(String name) {
    return List.of(installed(node()), installed(modules().resolve(".bin").resolve(name)));
  }

  /** A script in JavaScript, with its arguments, on the same node. */
  static List<String> node(String... words) {
    return Stream.concat(Stream.of(installed(node())), Stream.of(words)).toList();
  }

  /** The folder of all npm packages. */
  static Path modules() {
    return Path.of(installed(folder().resolve("npm/node_modules")));
  }

  /**
   * A server that answers {@code version} with the one in {@code source}: one that starts quickly
   * where there is a node for it, else the scripted one.
   */
  static Entry versioned(Source source) {
    if (!Files.exists(node())) return source.entry();
    return Entry.of(node().toString(), APP.resolve("src/it/node/version.js").toString(),
        source.file().toString());
  }

  /** A Python script, in the environment that has FastMCP. */
  static List<String> python(Path script) {
    return List.of(installed(folder().resolve("python/bin/python")), script.toString());
  }

  /** A script that is part of these tests. */
  static Path script(String name) {
    return sources("python").resolve(name);
  }

  /** The sources of servers that are part of these tests, in one language. */
  static Path sources(String language) {
    return APP.resolve("src/it").resolve(language);
  }

  private static Path node() {
    return folder().resolve("npm/node_modules/node/bin/node");
  }

  private static Path folder() {
    var named = System.getProperty("hotplug.test-servers");
    return named == null ? APP.resolve("target/test-servers") : Path.of(named);
  }

  private static String installed(Path file) {
    assumeTrue(Files.exists(file), () -> "skipped: the build has not installed " + file);
    return file.toString();
  }
}
