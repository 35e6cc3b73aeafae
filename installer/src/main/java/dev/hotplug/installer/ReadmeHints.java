package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The configurations for clients that a README shows. Three of four have one. */
final class ReadmeHints {
  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_BLOCK = 20_000;

  private ReadmeHints() {}

  /** Puts what the README of {@code folder} says into {@code hints}. */
  static void read(Folder folder, Hints hints) {
    for (var name : names(folder)) {
      entries(folder, name).forEach(it -> Launch.of(it).tell(folder, name, hints));
    }
  }

  /** The addresses of remote servers in the README of {@code folder}. */
  static List<String> remotes(Folder folder) {
    return names(folder).stream()
        .flatMap(it -> entries(folder, it).stream())
        .map(it -> Documents.string(it.path("url")))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static List<String> names(Folder folder) {
    return folder.files()
        .stream()
        .filter(it -> it.toLowerCase(Locale.ROOT).matches("readme(\\.md|\\.rst|\\.txt)?"))
        .toList();
  }

  private static List<JsonNode> entries(Folder folder, String name) {
    var found = new ArrayList<JsonNode>();
    for (var block : blocks(folder.text(name).orElse(""))) {
      if (!block.contains("ervers\"")) continue;
      var sample = Documents.sampleJson(block);
      sample.path("mcpServers").forEach(found::add);
      // As VS Code has it.
      sample.path("servers").forEach(found::add);
      sample.path("mcp").path("servers").forEach(found::add);
    }
    return found;
  }

  /** What lies between fences, whatever language they name. */
  private static List<String> blocks(String text) {
    var blocks = new ArrayList<String>();
    var block = new StringBuilder();
    boolean inside = false;
    for (var line : text.lines().toList()) {
      if (line.strip().startsWith("```")) {
        if (inside) blocks.add(block.toString());
        block.setLength(0);
        inside = !inside;
      } else if (inside && block.length() < LONGEST_BLOCK) {
        block.append(line).append('\n');
      }
      if (blocks.size() == MOST_BLOCKS) break;
    }
    return blocks;
  }
}
