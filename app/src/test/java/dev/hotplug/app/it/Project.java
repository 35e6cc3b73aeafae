package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A folder with an {@code .mcp.json}, which is written anew at each change. */
final class Project {
  private final Path folder;
  private final Map<String, String> shared = new LinkedHashMap<>();
  private final Map<String, String> own = new LinkedHashMap<>();

  private Project(Path folder) {
    this.folder = folder;
  }

  static Project in(Path folder) throws IOException {
    return new Project(folder).write();
  }

  Path folder() {
    return folder;
  }

  Path file() {
    return folder.resolve(".mcp.json");
  }

  /** Adds or changes an entry of {@code hotplug.servers}: only Hotplug starts it. */
  Project server(String name, String entry) throws IOException {
    own.put(name, entry);
    return write();
  }

  Project server(String name, Entry entry) throws IOException {
    return server(name, entry.json());
  }

  /** Adds or changes an entry of {@code mcpServers}: clients start it, too. */
  Project sharedServer(String name, String entry) throws IOException {
    shared.put(name, entry);
    return write();
  }

  Project without(String name) throws IOException {
    shared.remove(name);
    own.remove(name);
    return write();
  }

  private Project write() throws IOException {
    var draft = folder.resolve(".mcp.json.new");
    Files.writeString(draft, "{\n  \"mcpServers\": " + json(shared)
        + ",\n  \"hotplug\": {\"servers\": " + json(own) + "}\n}\n");
    Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  private static String json(Map<String, String> entries) {
    return entries.entrySet()
        .stream()
        .map(entry -> Bytes.quote(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(",\n    ", "{", "}"));
  }
}
