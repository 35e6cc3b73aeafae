package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A small server in Python whose tool {@code version} answers with what its source says, in a
 * folder of its own; it needs nothing but the interpreter. To be edited like code.
 */
record Edited(Path folder) {
  /** One of version {@code v1} in a new folder of that name. */
  static Edited in(Path parent, String name) throws IOException {
    var edited = new Edited(Files.createDirectories(parent.resolve(name)));
    edited.save("v1");
    return edited;
  }

  Path file() {
    return folder.resolve("server.py");
  }

  /** What its source is in a version. */
  static String source(String version, String... moreTools) {
    var tools = "[\"version\"" + (moreTools.length == 0 ? "" : ", ")
        + String.join(", ", Arrays.stream(moreTools).map(Bytes::quote).toList()) + "]";
    return """
        import json, sys
        VERSION = "%s"
        TOOLS = %s
        for line in sys.stdin:
            asked = json.loads(line)
            if "id" not in asked: continue
            method = asked["method"]
            if method == "initialize":
                result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
                          "serverInfo": {"name": "edited", "version": "1"}}
            elif method == "tools/list":
                result = {"tools": [{"name": name, "inputSchema": {"type": "object"},
                                     "annotations": {"readOnlyHint": True}} for name in TOOLS]}
            else:
                result = {"content": [{"type": "text", "text": VERSION}]}
            print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": result}), flush=True)
        """.formatted(version, tools);
  }

  /** Saves the source in place. */
  void save(String version, String... moreTools) throws IOException {
    Files.writeString(file(), source(version, moreTools));
  }

  /** Saves a source that takes its version from a module beside it. */
  void saveImporting(Path module, String version) throws IOException {
    Files.writeString(module, "VERSION = \"" + version + "\"\n");
    var name = String.valueOf(module.getFileName()).replace(".py", "");
    Files.writeString(file(),
        source("x").replace("VERSION = \"x\"", "from " + name + " import VERSION"));
  }

  /** Saves a source that is no Python. */
  void saveBroken() throws IOException {
    Files.writeString(file(), source("v0").replace("for line in", "for for line in"));
  }

  /** Starts it, its folder being the working folder. */
  Entry entry() {
    return Entry.of("python3", "server.py").with("cwd", Bytes.quote(folder.toString()));
  }
}
