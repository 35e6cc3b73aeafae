package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where one server is installed: a folder for each version, named after its commit; a file beside
 * it that says it is whole, where no repository can put one; and the link to the version that is
 * started.
 *
 * @param folder absolute; it need not exist
 */
record Home(Path folder) {
  private static final int SHORT = 12;

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
    return folder.resolve(shortened(commit) + ".ok");
  }

  /** Whether the version of {@code commit} is whole. */
  boolean isWhole(String commit) {
    return Files.isRegularFile(ok(commit), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(version(commit), LinkOption.NOFOLLOW_LINKS);
  }

  /** Has {@link #next} lead to the version of {@code commit}. */
  void tryOut(String commit) throws IOException {
    Files.deleteIfExists(next());
    Files.createSymbolicLink(next(), Path.of(shortened(commit)));
  }

  /** Says that the version of {@code commit} is whole, and has {@link #current} lead to it. */
  void settle(String commit) throws IOException {
    AtomicFile.write(ok(commit), commit + "\n");
    tryOut(commit);
    Files.move(next(), current(), StandardCopyOption.ATOMIC_MOVE);
  }
}
