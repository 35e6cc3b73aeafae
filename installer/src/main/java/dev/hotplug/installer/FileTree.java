package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Folders with all that is in them; links are never followed. */
final class FileTree {
  private static final int MOST_TRIES = 50;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private FileTree() {}

  /**
   * Deletes {@code root}, be it a folder, a file or a link; nothing to do where there is none. Who
   * still writes there, because it has yet to hear that it is to end, is given a few seconds.
   */
  static void delete(Path root) throws IOException {
    for (int tries = 1; !isDeleted(root, tries); tries++) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private static boolean isDeleted(Path root, int tries) throws IOException {
    try {
      deleteOnce(root);
      return true;
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      if (tries == MOST_TRIES) throw e;
      return false;
    }
  }

  private static void deleteOnce(Path root) throws IOException {
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      open(root);
      try (var files = Files.newDirectoryStream(root)) {
        for (var file : files) deleteOnce(file);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    Files.deleteIfExists(root);
  }

  /** Builds leave folders that nobody may write or read, Go's module cache among them. */
  private static void open(Path folder) throws IOException {
    var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class,
        LinkOption.NOFOLLOW_LINKS);
    boolean isOpen = Files.isReadable(folder) && Files.isWritable(folder)
        && Files.isExecutable(folder);
    if (view != null && !isOpen) view.setPermissions(PosixFilePermissions.fromString("rwx------"));
  }
}
