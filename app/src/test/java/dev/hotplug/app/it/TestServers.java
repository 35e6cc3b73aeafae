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
    var modules = folder().resolve("npm/node_modules");
    return List.of(installed(modules.resolve("node/bin/node")),
        installed(modules.resolve(".bin").resolve(name)));
  }

  /** A Python script, in the environment that has FastMCP. */
  static List<String> python(Path script) {
    return List.of(installed(folder().resolve("python/bin/python")), script.toString());
  }

  /** A script that is part of these tests. */
  static Path script(String name) {
    return APP.resolve("src/it/python").resolve(name);
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
