package dev.hotplug.app.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Keeps the folder of log files small: each instance writes its own, and nobody else removes them.
 */
final class LogFiles {
  private static final int KEPT = 20;

  private LogFiles() {}

  /** A log file; another instance may delete it at any time. */
  private record Aged(Path file, FileTime time) {}

  /**
   * Makes {@code folder} ready for one more log file: it is there, takes files, and holds only the
   * newest.
   */
  static void makeReady(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) throw new AccessDeniedException(folder.toString());
    prune(folder);
  }

  private static void prune(Path folder) throws IOException {
    var files = new ArrayList<Aged>();
    try (var listing = Files.newDirectoryStream(folder, "hotplug-*.log*")) {
      for (var file : listing) files.add(new Aged(file, age(file)));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparing(Aged::time).reversed());
    for (var old : files.stream().skip(KEPT).toList()) Files.deleteIfExists(old.file());
  }

  private static FileTime age(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException _) {
      return FileTime.fromMillis(0);
    }
  }
}
