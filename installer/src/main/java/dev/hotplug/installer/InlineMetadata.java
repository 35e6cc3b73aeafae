package dev.hotplug.installer;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The requirements that a single Python file lists in a comment at its top, as PEP 723 has it. */
final class InlineMetadata {
  private InlineMetadata() {}

  /** The requirements that {@code script} lists; empty if it lists none. */
  static List<String> requirements(String script) {
    var toml = script.lines()
        .dropWhile(it -> !it.equals("# /// script"))
        .skip(1)
        .takeWhile(it -> it.startsWith("#") && !it.equals("# ///"))
        .map(it -> it.startsWith("# ") ? it.substring(2) : it.substring(1))
        .collect(joining("\n"));
    var all = new ArrayList<String>();
    Documents.tomlText(toml)
        .path("dependencies")
        .forEach((JsonNode it) -> all.add(Documents.string(it)));
    return all;
  }
}
