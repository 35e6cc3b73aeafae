package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.spec.McpJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A temporary project with one server, a single file of Java. */
record DemoProject(Path folder) {
  static final String SERVER = "greeter";
  static final String JAVA_HOME = Objects.requireNonNull(System.getProperty("java.home"));

  /** Writes it into a new folder among the temporary ones. */
  static DemoProject write() throws IOException {
    return writeInto(Files.createTempDirectory("hotplug-demo-"));
  }

  /** Writes it into an empty folder. */
  static DemoProject writeInto(Path folder) throws IOException {
    var project = new DemoProject(folder);
    Files.writeString(project.source(), server());
    Files.writeString(project.folder.resolve(McpJson.FILE_NAME), configuration());
    return project;
  }

  private static String server() throws IOException {
    try (InputStream in = DemoProject.class.getResourceAsStream("Greeter.java.txt")) {
      if (in == null) throw new IOException("the demo's server is missing in this build");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String configuration() {
    var java = Path.of(JAVA_HOME, "bin", "java").toString();
    var root = JsonNodeFactory.instance.objectNode();
    var entry = root.putObject("hotplug").putObject("servers").putObject(SERVER);
    entry.put("command", java).putArray("args").add("Greeter.java");
    return root.toPrettyString();
  }

  Path source() {
    return folder.resolve("Greeter.java");
  }

  /** Edits the source as an editor does: the whole file is saved. */
  void edit(String old, String now) throws IOException {
    Files.writeString(source(), Files.readString(source()).replace(old, now));
  }

  void delete() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }
}
