package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A server that nobody here wrote, and calls of it whose answers are the same each time.
 *
 * @param echo a call whose answer depends on the {@code %s} in its arguments
 */
record RealServer(String name, List<String> command, List<Ask> asks, Ask echo) {
  /** How many characters its largest answer has at least. */
  static final int LARGE = 2_000_000;

  private static final byte[] PIXEL = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU"
              + "5ErkJggg==");

  /** A call of a tool; the arguments are JSON. */
  record Ask(String tool, String arguments) {}

  static RealServer everything() {
    return new RealServer("everything", TestServers.npm("mcp-server-everything"),
        List.of(new Ask("echo", "{\"message\": \"Grüße \\u2603 \\\"x\\\"\"}"),
            new Ask("get-sum", "{\"a\": 1.50, \"b\": 2e3}"), new Ask("get-tiny-image", "{}"),
            new Ask("get-structured-content", "{\"location\": \"Chicago\"}"),
            new Ask("get-resource-links", "{\"count\": 3}"),
            new Ask("get-annotated-message",
                "{\"messageType\": \"error\", \"includeImage\": true}"),
            new Ask("get-sum", "{\"a\": \"one\", \"b\": 2}"),
            new Ask("echo", "{\"message\": \"" + "0123456789".repeat(LARGE / 10) + "\"}")),
        new Ask("echo", "{\"message\": \"%s\"}"));
  }

  /** It may see only {@code folder}, where its files are written. */
  static RealServer filesystem(Path folder) throws IOException {
    Files.writeString(folder.resolve("note.txt"), "Grüße ☃\nline 2\n");
    Files.writeString(folder.resolve("large.txt"), "0123456789".repeat(LARGE / 10));
    Files.write(folder.resolve("pixel.png"), PIXEL);
    for (int i = 0; i < 16; i++) Files.writeString(folder.resolve(i + ".txt"), "file " + i);
    var command = new ArrayList<>(TestServers.npm("mcp-server-filesystem"));
    command.add(folder.toString());
    return new RealServer("filesystem", command,
        List.of(reading("read_text_file", folder.resolve("note.txt")),
            reading("read_media_file", folder.resolve("pixel.png")),
            reading("read_text_file", Path.of("/etc/passwd")),
            reading("read_text_file", folder.resolve("missing.txt")),
            reading("read_text_file", folder.resolve("large.txt")),
            new Ask("list_allowed_directories", "{}")),
        new Ask("read_text_file", "{\"path\": " + Bytes.quote(folder + "/%s.txt") + "}"));
  }

  static RealServer fastMcp(Path script) {
    return new RealServer("fastmcp", TestServers.python(script),
        List.of(new Ask("add", "{\"a\": 1, \"b\": 2}"), new Ask("greet", "{\"name\": \"Ada ☃\"}"),
            new Ask("pixel", "{}"), new Ask("fail", "{\"why\": \"no ink\"}"),
            new Ask("add", "{\"a\": \"one\", \"b\": 2}"),
            new Ask("large", "{\"size\": " + LARGE + "}")),
        new Ask("greet", "{\"name\": \"%s\"}"));
  }

  Entry entry() {
    return Entry.of(command);
  }

  private static Ask reading(String tool, Path file) {
    return new Ask(tool, "{\"path\": " + Bytes.quote(file.toString()) + "}");
  }
}
