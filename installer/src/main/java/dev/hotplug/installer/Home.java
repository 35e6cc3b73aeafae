package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where one server is installed: a folder for each version, named after its commit; a file beside
 * it that says it is whole, where no repository can put one; and the link to the version that is
 * started.
 *
 * @param folder absolute; it need not exist
 */
record Home(Path folder) {
  private static final int SHORT = 12;
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{" + SHORT + "}");
  private static final String OK = ".ok";

  /** What entries go through, so that they need no change when the version does. */
  private static final String CURRENT = "current";

  /** The same for a version that has yet to prove itself. */
  private static final String NEXT = "next";

  /** The home of the server {@code name}. */
  static Home of(Path servers, String name) {
    return new Home(servers.resolve(name));
  }

  Path version(String commit) {
    return folder.resolve(shortened(commit));
  }

  private static String shortened(String commit) {
    return commit.substring(0, SHORT);
  }

  Path current() {
    return folder.resolve(CURRENT);
  }

  Path next() {
    return folder.resolve(NEXT);
  }

  private Path ok(String commit) {
    return folder.resolve(shortened(commit) + OK);
  }

  /** Whether the version of {@code commit} is whole, and not that of one that begins alike. */
  boolean isWhole(String commit) {
    return Files.isDirectory(version(commit), LinkOption.NOFOLLOW_LINKS) && isSaidOf(commit);
  }

  private boolean isSaidOf(String commit) {
    try {
      return Files.isRegularFile(ok(commit), LinkOption.NOFOLLOW_LINKS)
          && Files.readString(ok(commit)).strip().equals(commit);
    } catch (IOException _) {
      return false;
    }
  }

  /** Whether these two, each the whole name of a commit, would be in each other's way. */
  boolean areMistaken(String commit, String other) {
    return !commit.equals(other) && version(commit).equals(version(other));
  }

  /** Has {@link #next} lead to the version of {@code commit}. */
  void tryOut(String commit) throws IOException {
    Files.deleteIfExists(next());
    Files.createSymbolicLink(next(), Path.of(shortened(commit)));
  }

  /** Says that the version of {@code commit} is whole. */
  void complete(String commit) throws IOException {
    AtomicFile.write(ok(commit), commit + "\n");
  }

  /** Has {@link #current} lead to the version of {@code commit}, which is whole. */
  void settle(String commit) throws IOException {
    tryOut(commit);
    Files.move(next(), current(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether {@link #current} leads to the version of {@code commit}. */
  boolean leadsTo(String commit) throws IOException {
    return Files.isSymbolicLink(current())
        && Files.readSymbolicLink(current()).equals(Path.of(shortened(commit)));
  }

  /** The folders of versions, whole or not. */
  List<Path> versions() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (var all = Files.list(folder)) {
      return all.filter(file -> VERSION.matcher(folder.relativize(file).toString()).matches())
          .toList();
    }
  }

  /**
   * Deletes {@code version}: first out of sight in one step, so that nobody ever starts half of it.
   *
   * @param staging where to
   */
  void delete(Path version, Staging staging) throws IOException {
    Files.deleteIfExists(Path.of(version + OK));
    if (Files.exists(version, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(version, staging.at(folder.relativize(version).toString()),
          StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
