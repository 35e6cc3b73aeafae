package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Links of a checkout that lead out of it. Nobody needs them, and a build would follow them:
 * {@code npm ci} empties what {@code node_modules} leads to.
 */
final class OutwardLinks {
  private OutwardLinks() {}

  /** Removes those below {@code root}; a warning about them, none where there were none. */
  static List<String> remove(Path root) throws IOException {
    var real = root.toRealPath();
    var links = below(real);
    for (var link : links) Files.delete(link);
    if (links.isEmpty()) return List.of();
    var names = links.stream().map(link -> real.relativize(link).toString()).toList();
    return List
        .of("Links that lead out of the repository were left out: " + FetchFault.few(names) + ".");
  }

  private static List<Path> below(Path real) throws IOException {
    try (Stream<Path> files = Files.walk(real)) {
      return files.filter(Files::isSymbolicLink)
          .filter(link -> leads(link, real))
          .sorted()
          .toList();
    }
  }

  /** By where it leads now, and by its name, since a link on the way may go. */
  private static boolean leads(Path link, Path root) {
    try {
      if (!link.toRealPath().startsWith(root)) return true;
    } catch (IOException _) {
      // A link to nothing, so far.
    }
    return leadsByName(link, root);
  }

  private static boolean leadsByName(Path link, Path root) {
    try {
      var target = Files.readSymbolicLink(link);
      return target.isAbsolute() || !link.resolveSibling(target).normalize().startsWith(root);
    } catch (IOException _) {
      return true;
    }
  }
}
