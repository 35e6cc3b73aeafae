package dev.hotplug.app.watch;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A server to be packed into jars; its one tool loads a class by its name. */
final class JarServer {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern WANTED = Pattern.compile("\"load\":\"([^\"]+)\"");
  private static final String TOOLS = "{\"tools\":[{\"name\":\"load\",\"inputSchema\":{}}]}";

  private JarServer() {}

  /** In the server's own jar, and not needed before it is asked for. */
  static final class Late {}

  /** In a jar that the server's own leads to. */
  static final class Near {}

  /** In a jar that only that one leads to. */
  static final class Far {}

  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(
        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
        StandardCharsets.UTF_8);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var id = ID.matcher(line);
      if (id.find()) {
        out.println(
            "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(line) + "}");
      }
    }
  }

  private static String result(String line) {
    if (line.contains("\"initialize\"")) return "{\"protocolVersion\":\"2025-11-25\"}";
    if (line.contains("\"tools/list\"")) return TOOLS;
    return "{\"content\":[{\"type\":\"text\",\"text\":\"" + loaded(line) + "\"}]}";
  }

  private static String loaded(String line) {
    var wanted = WANTED.matcher(line);
    if (!wanted.find()) return "nothing";
    try {
      return "loaded "
          + Class.forName(JarServer.class.getName() + "$" + wanted.group(1)).getSimpleName();
    } catch (ClassNotFoundException | LinkageError e) {
      return e.getClass().getSimpleName();
    }
  }
}
