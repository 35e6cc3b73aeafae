package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that a project takes its servers from.
 *
 * @param files absolute, nearest first
 * @param problems one for each {@code .mcp.json} that was found and must not or cannot be read
 */
public record ProjectFiles(List<Path> files, List<Problem> problems) {
  public ProjectFiles {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }
}
