package dev.hotplug.app.tools;

import dev.hotplug.spec.Entry;
import dev.hotplug.spec.ServerSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is installed on this machine: a team shares the entries of a project, not what they start.
 *
 * @param folder where they are; empty where there is no place for them
 */
public record InstalledFiles(Optional<Path> folder) {
  /** How that folder ends everywhere; a colleague's may begin otherwise. */
  private static final Path USUAL = Path.of("hotplug", "servers");

  /** Whether {@code entry} starts an installed server whose files are not here. */
  boolean areMissing(Entry entry) {
    return entry.source().isPresent() && entry.spec() instanceof ServerSpec.Stdio stdio
        && Stream.concat(Stream.of(stdio.command()), stdio.args().stream())
            .map(word -> word.substring(word.indexOf('=') + 1))
            .anyMatch(this::isMissing);
  }

  private boolean isMissing(String word) {
    try {
      var path = Path.of(word);
      return path.isAbsolute() && isInstalled(path) && !Files.exists(path);
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private boolean isInstalled(Path path) {
    if (folder.filter(path::startsWith).isPresent()) return true;
    for (int i = 0; i + 2 < path.getNameCount(); i++) {
      if (path.subpath(i, i + 2).equals(USUAL)) return true;
    }
    return false;
  }
}
