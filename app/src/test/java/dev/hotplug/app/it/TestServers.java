package dev.hotplug.app.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Servers and clients of others, which the build has installed; without them a test is skipped. */
final class TestServers {
  private static final Path APP = Launcher.path().resolveSibling("app");

  private TestServers() {}

  /** The program {@code name} of an npm package, on the node that was installed with it. */
  static List<String> npm(String name) {
    return List.of(installed(node()), installed(modules().resolve(".bin").resolve(name)));
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
    return APP.resolve("src/it/python").resolve(name);
  }

  private static Path node() {
    return modules().resolve("node/bin/node");
  }

  private static Path modules() {
    return folder().resolve("npm/node_modules");
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
