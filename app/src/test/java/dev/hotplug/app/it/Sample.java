package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small server in one of several languages whose tool {@code version} answers with what its
 * source says, in a folder of its own; it needs nothing but the language.
 *
 * @param source its source, of version {@code v0}
 */
record Sample(String language, List<String> command, String source) {
  static final Sample PYTHON = new Sample("Python", List.of("python3", "server.py"),
      Edited.source("v0"));

  static final Sample NODE = new Sample("Node", List.of("node", "server.js"), """
      const lines = require('node:readline').createInterface({ input: process.stdin });
      lines.on('line', line => {
        const { id, method } = JSON.parse(line);
        if (id === undefined) return;
        console.log(JSON.stringify({ jsonrpc: '2.0', id, result: answer(method) }));
      });
      function answer(method) {
        if (method === 'initialize') {
          return { protocolVersion: '2025-06-18', capabilities: { tools: {} },
            serverInfo: { name: 'sample', version: '1' } };
        }
        if (method === 'tools/list') {
          return { tools: [{ name: 'version', inputSchema: { type: 'object' } }] };
        }
        return { content: [{ type: 'text', text: 'v0' }] };
      }
      """);

  static final Sample JAVA = new Sample("Java", List.of("java", "Server.java"), """
      import java.util.regex.*;

      class Server {
        static final Pattern ID = Pattern.compile("\\"id\\":(\\\\d+)");

        public static void main(String[] args) throws Exception {
          var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
          for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var id = ID.matcher(line);
            if (id.find()) System.out.println("{\\"jsonrpc\\":\\"2.0\\",\\"id\\":" + id.group(1)
                + ",\\"result\\":" + answer(line) + "}");
          }
        }

        static String answer(String line) {
          if (line.contains("\\"initialize\\"")) return "{\\"protocolVersion\\":\\"2025-06-18\\","
              + "\\"capabilities\\":{\\"tools\\":{}},"
              + "\\"serverInfo\\":{\\"name\\":\\"sample\\",\\"version\\":\\"1\\"}}";
          if (line.contains("\\"tools/list\\"")) return "{\\"tools\\":[{\\"name\\":\\"version\\","
              + "\\"inputSchema\\":{\\"type\\":\\"object\\"}}]}";
          return "{\\"content\\":[{\\"type\\":\\"text\\",\\"text\\":\\"v0\\"}]}";
        }
      }
      """);

  /** Saves that version in a folder, which is made when there is none. */
  void save(Path folder, String version) throws IOException {
    var file = Files.createDirectories(folder).resolve(command.getLast());
    Files.writeString(file, source.replace("v0", version));
  }

  /** Starts it in that folder. */
  Entry entry(Path folder) {
    return Entry.of(command).with("cwd", Bytes.quote(folder.toString()));
  }
}
