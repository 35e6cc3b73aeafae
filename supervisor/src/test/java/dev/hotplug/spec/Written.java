package dev.hotplug.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One {@code .mcp.json} in a folder of the test's own. */
record Written(Path file) {
  static Written in(Path folder, String text) {
    return in(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  static Written in(Path folder, byte[] content) {
    try {
      Files.createDirectories(folder);
      return new Written(Files.write(folder.resolve(McpJson.FILE_NAME), content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that lists the given members under {@code mcpServers}. */
  static Written servers(Path folder, String members) {
    return in(folder, "{\"mcpServers\": {" + members + "}}");
  }

  Configuration read() {
    return read(Map.of());
  }

  Configuration read(Map<String, String> environment) {
    return McpJson.read(List.of(file), environment);
  }

  String text() throws IOException {
    return Files.readString(file);
  }
}
