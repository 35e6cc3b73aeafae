package dev.hotplug.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code .mcp.json} files of a project: its own and those of all folders above. */
final class ProjectSearch {
  private final List<Path> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ProjectSearch() {}

  static ProjectFiles from(Path project) {
    var search = new ProjectSearch();
    for (@Nullable
    Path folder = real(project); folder != null; folder = folder.getParent()) {
      search.look(folder.resolve(McpJson.FILE_NAME));
    }
    return new ProjectFiles(search.files, search.problems);
  }

  /** A client stands in the real folder, not in the link that led there: its ancestors count. */
  private static Path real(Path project) {
    try {
      return project.toRealPath();
    } catch (IOException _) {
      return project.toAbsolutePath().normalize();
    }
  }

  private void look(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
    if (Files.isRegularFile(file)) {
      lookAtOwner(file);
    } else {
      skip(file, "this is no regular file, or a link to nothing",
          "Rename it, or put a file there.");
    }
  }

  private void lookAtOwner(Path file) {
    try {
      if (Ownership.isMine(file)) {
        files.add(file);
      } else {
        skip(file, "this file, or the link to it, belongs to another user",
            "If you trust it, name it with --config, or make it yours.");
      }
    } catch (IOException e) {
      skip(file, "whose file this is cannot be told: " + e.getMessage(), "Try again.");
    }
  }

  private void skip(Path file, String what, String mend) {
    problems.add(new Problem(file, 1, 1, what + ". It is not read. " + mend));
  }
}
