package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A project whose server is one file of Java, which can be run as it is or out of a jar. */
record Java(Path folder) {
  static final String PROGRAM = Path
      .of(requireNonNull(System.getProperty("java.home")), "bin", "java")
      .toString();

  /** One in a new folder of that name. */
  static Java in(Path parent, String name) throws IOException {
    var project = new Java(Files.createDirectory(parent.resolve(name)));
    Files.copy(TestServers.sources("java").resolve("Versioned.java"), project.source());
    return project;
  }

  Path source() {
    return folder.resolve("Versioned.java");
  }

  /** Compiles it and writes {@code target/versioned.jar}, in place. */
  void pack() throws IOException {
    var target = folder.resolve("target");
    var classes = target.resolve("classes");
    var packed = target.resolve("packed.tmp");
    run("javac", "-d", classes.toString(), source().toString());
    run("jar", "--create", "--file", packed.toString(), "--main-class", "Versioned", "-C",
        classes.toString(), ".");
    Files.write(target.resolve("versioned.jar"), Files.readAllBytes(packed));
  }

  private static void run(String tool, String... words) {
    int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, words);
    if (exit != 0) throw new AssertionError(tool + " ended with " + exit);
  }
}
