package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether git is at work in the repositories that hold some folders: while it writes a working
 * tree, for a checkout or a rebase, there is a file {@code index.lock} (gitrepository-layout).
 * Times are those of {@link System#nanoTime}. Confined to one thread.
 */
final class GitLock {
  private static final String LINK = "gitdir:";
  /** A git that was killed leaves its lock behind. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Sources sources;
  private OptionalLong since = OptionalLong.empty();
  private volatile Optional<Path> stale = Optional.empty();

  /** That of the repositories around the roots of {@code sources}. */
  GitLock(Sources sources) {
    this.sources = sources;
  }

  /** Whether to wait for git; one that has taken too long is not waited for. */
  boolean isHeld(long now) {
    var lock = lock();
    if (lock.isEmpty() || !lock.equals(stale)) stale = Optional.empty();
    if (lock.isEmpty() || stale.isPresent()) {
      since = OptionalLong.empty();
      return false;
    }
    if (since.isEmpty()) since = OptionalLong.of(now);
    if (now - since.getAsLong() < LONGEST.toNanos()) return true;
    stale = lock;
    return false;
  }

  /** What is wrong, if git was waited for in vain; anybody may ask. */
  Optional<String> warning() {
    return stale.map(lock -> lock + " has been there for more than " + LONGEST.toSeconds()
        + " s, as if git worked on these files. Changes are followed all the same. Delete it if no"
        + " git runs.");
  }

  private Optional<Path> lock() {
    return sources.roots()
        .stream()
        .map(root -> above(root.folder()))
        .flatMap(Optional::stream)
        .map(git -> git.resolve("index.lock"))
        .filter(Files::exists)
        .findFirst();
  }

  private static Optional<Path> above(Path start) {
    for (@Nullable
    Path folder = start; folder != null; folder = folder.getParent()) {
      var git = folder.resolve(".git");
      if (Files.isDirectory(git)) return Optional.of(git);
      if (Files.isRegularFile(git)) return linked(git, folder);
    }
    return Optional.empty();
  }

  /** A worktree or submodule has a file there that names the folder. */
  private static Optional<Path> linked(Path git, Path folder) {
    try {
      var text = Files.readString(git).strip();
      return text.startsWith(LINK)
          ? Optional.of(folder.resolve(text.substring(LINK.length()).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      // It is no text, or no path, and so no link to a repository.
      return Optional.empty();
    }
  }
}
