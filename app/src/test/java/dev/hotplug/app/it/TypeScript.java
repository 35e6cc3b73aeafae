package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project whose server is written in TypeScript on the official SDK, and has to be built. */
record TypeScript(Path folder) {
  /** One that is built, in a new folder of that name. */
  static TypeScript in(Path parent, String name) throws IOException, InterruptedException {
    var project = new TypeScript(Files.createDirectory(parent.resolve(name)));
    Files.createSymbolicLink(project.folder.resolve("node_modules"), TestServers.modules());
    Files.createDirectory(project.folder.resolve("src"));
    var template = TestServers.sources("typescript");
    for (var file : List.of("package.json", "tsconfig.json", "src/index.ts")) {
      Files.copy(template.resolve(file), project.folder.resolve(file));
    }
    project.build();
    return project;
  }

  Path source() {
    return folder.resolve("src/index.ts");
  }

  /** Starts what was built. */
  Entry entry() {
    return Entry.of(TestServers.node("dist/index.js"));
  }

  /** Builds it as its developer would. */
  void build() throws IOException, InterruptedException {
    var ran = Ran.in(folder, Map.of(), TestServers.npm("tsc"));
    if (ran.exit() != 0) throw new AssertionError(ran.out() + ran.err());
  }
}
