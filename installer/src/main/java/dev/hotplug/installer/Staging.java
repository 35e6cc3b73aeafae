package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A folder for what is under way, which goes with whoever is at it: at its end, or, when that one
 * was killed, at the next {@link #sweep}. Confined to its owner.
 */
final class Staging implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Claim claim;
  private final Path lock;

  private Staging(Path folder, Path lock, Claim claim) {
    this.folder = folder;
    this.lock = lock;
    this.claim = claim;
  }

  /** A new one in {@code parent}, which is for such folders only. It is empty. */
  static Staging in(Path parent) throws IOException {
    while (true) {
      var id = UUID.randomUUID().toString();
      var lock = parent.resolve(id + LOCK);
      var claim = Claim.take(lock);
      // Somebody sweeps, and was quicker.
      if (claim.isEmpty()) continue;
      var staging = new Staging(parent.resolve(id), lock, claim.get());
      Files.createDirectory(staging.folder);
      return staging;
    }
  }

  /** The file or folder {@code name} in it. */
  Path at(String name) {
    return folder.resolve(name);
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() throws IOException {
    try (claim) {
      FileTree.delete(folder);
      Files.deleteIfExists(lock);
    }
  }

  /** Deletes those in {@code parent} whose owners are gone. */
  static void sweep(Path parent) throws IOException {
    for (var lock : locks(parent)) {
      var claim = Claim.take(lock);
      if (claim.isPresent()) new Staging(folderOf(lock), lock, claim.get()).close();
    }
  }

  private static Path folderOf(Path lock) {
    var path = lock.toString();
    return Path.of(path.substring(0, path.length() - LOCK.length()));
  }

  private static List<Path> locks(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) return List.of();
    try (var files = Files.list(parent)) {
      return files.filter(file -> file.toString().endsWith(LOCK)).toList();
    }
  }

  /** Where those of {@code servers} are. */
  static Path parent(Path servers) {
    return servers.resolve(".staging");
  }

}
