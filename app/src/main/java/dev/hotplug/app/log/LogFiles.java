package dev.hotplug.app.log;

import java.io.IOException;
import java.nio.file.Files;
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

  /** Deletes all but the newest log files of {@code folder}. */
  static void prune(Path folder) throws IOException {
    record Aged(Path file, FileTime time) {}
    var files = new ArrayList<Aged>();
    try (var listing = Files.newDirectoryStream(folder, "hotplug-*.log*")) {
      for (var file : listing) files.add(new Aged(file, Files.getLastModifiedTime(file)));
    }
    files.sort(Comparator.comparing(Aged::time).reversed());
    for (var old : files.stream().skip(KEPT).toList()) Files.deleteIfExists(old.file());
  }
}
