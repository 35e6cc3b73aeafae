package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that a server is made of, as far as they are watched.
 *
 * @param roots none where nothing is watched
 * @param why what is watched and what that was concluded from, or why nothing is; one sentence
 */
record Sources(List<Root> roots, String why) {
  Sources {
    roots = List.copyOf(roots);
  }

  /** What is watched, as it is shown to people: folders with the globs seen from them. */
  List<String> patterns() {
    return roots.stream()
        .flatMap(root -> root.patterns().stream().map(it -> root.folder().resolve(it).toString()))
        .toList();
  }

  /** Whether {@code file}, an absolute path, is one of them. */
  boolean takes(Path file) {
    return roots.stream().anyMatch(root -> root.takes(file));
  }
}
