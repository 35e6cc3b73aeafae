import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A server of one tool, without a library for MCP. */
public class Server {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  private Server() {}

  /** Answers on stdout until stdin is closed. */
  public static void main(String[] args) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var id = ID.matcher(line);
      if (!id.find()) continue;
      System.out.println(
          "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + answer(line) + "}");
    }
  }

  private static String answer(String line) {
    if (line.contains("\"initialize\"")) {
      return """
          {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},\
          "serverInfo":{"name":"texts","version":"1"}}""";
    }
    if (line.contains("\"tools/list\"")) {
      return """
          {"tools":[{"name":"version","inputSchema":{"type":"object"}}]}""";
    }
    return "{\"content\":[{\"type\":\"text\",\"text\":\"" + Texts.version() + "\"}]}";
  }
}
