package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files of a project that look like MCP servers, by what they import and do. */
final class PythonFiles {
  private static final int DEEPEST = 3;
  private static final int MOST_FILES = 400;

  private static final Pattern SERVER = Pattern.compile(
      "\\bFastMCP\\b|\\bmcp\\.server\\b|\\bfrom mcp import\\b|\\b(from|import) fastmcp\\b");
  private static final Pattern GUARD = Pattern
      .compile("(?m)^if\\s+__name__\\s*==\\s*[\"']__main__[\"']");

  /** What people call the file that is started. */
  private static final List<String> STARTS = List.of("server.py", "mcp_server.py", "main.py",
      "__main__.py", "app.py", "run.py");

  private int read;

  /**
   * Those nearest to {@code project}, relative to it; one alone if its name says that it starts.
   */
  List<String> nearest(Folder project) {
    var level = List.of(project);
    for (int depth = 0; depth <= DEEPEST; depth++) {
      var servers = new ArrayList<String>();
      for (var folder : level) servers.addAll(servers(folder, project));
      if (!servers.isEmpty()) return preferred(servers);
      level = level.stream().flatMap(it -> SubFolders.of(it).stream()).toList();
    }
    return List.of();
  }

  /** Whether {@code script} imports what a server is made with. */
  static boolean imports(String script) {
    return SERVER.matcher(script).find();
  }

  private List<String> servers(Folder folder, Folder project) {
    var prefix = folder.path().substring(project.path().length());
    var found = new ArrayList<String>();
    for (var file : folder.files()) {
      if (!file.endsWith(".py") || file.startsWith("test_") || read >= MOST_FILES) continue;
      read++;
      var text = folder.text(file).orElse("");
      if (isServer(file, text)) found.add((prefix + "/" + file).replaceFirst("^/", ""));
    }
    return found;
  }

  private static boolean isServer(String file, String text) {
    if (file.equals("__main__.py")) return true;
    return imports(text) && GUARD.matcher(text).find();
  }

  private static List<String> preferred(List<String> servers) {
    for (var name : STARTS) {
      var named = servers.stream()
          .filter(it -> it.endsWith("/" + name) || it.equals(name))
          .toList();
      if (named.size() == 1) return named;
    }
    return servers;
  }
}
