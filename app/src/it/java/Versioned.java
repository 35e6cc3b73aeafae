import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A server for the integration tests, one call at a time. Its tool `version` tells its version;
 * `late` does so once the file `gate` is there, by a class that is loaded only then.
 */
class Versioned {
  static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
  static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  static final Pattern GATE = Pattern.compile("\"gate\":\\s*\"([^\"]+)\"");

  static String version() {
    return "v1";
  }

  static class Late {
    static String version() {
      return "late " + Versioned.version();
    }
  }

  static void main() throws Exception {
    for (String line = IO.readln(); line != null; line = IO.readln()) {
      String id = find(ID, line);
      if (id.isEmpty()) continue;
      IO.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + answer(line) + "}");
    }
  }

  static String answer(String line) throws InterruptedException {
    return switch (find(METHOD, line)) {
      case "initialize" -> """
          {"protocolVersion":"2025-11-25","capabilities":{"tools":{}},\
          "serverInfo":{"name":"versioned","version":"1"}}""";
      case "tools/list" -> """
          {"tools":[{"name":"version","inputSchema":{"type":"object"}},\
          {"name":"late","inputSchema":{"type":"object"}}]}""";
      case "tools/call" -> """
          {"content":[{"type":"text","text":"%s"}]}""".formatted(told(find(GATE, line)));
      default -> "{}";
    };
  }

  static String told(String gate) throws InterruptedException {
    if (gate.isEmpty()) return version();
    while (!Files.exists(Path.of(gate))) Thread.sleep(10);
    return Late.version();
  }

  static String find(Pattern pattern, String line) {
    var found = pattern.matcher(line);
    return found.find() ? found.group(1) : "";
  }
}
