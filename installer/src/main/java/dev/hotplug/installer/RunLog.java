package dev.hotplug.installer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was said during one installation. It stays when nothing else does. Where it cannot be
 * written it is not: an installation does not fail for want of its log. Thread-safe.
 */
final class RunLog implements AutoCloseable {
  private static final int MOST_FILES = 20;
  private static final long MOST_CHARACTERS = 8L * 1024 * 1024;
  private static final String END = ".log";

  private final Scrub scrub;
  private @Nullable BufferedWriter writer;
  private long written;
  private final Optional<Path> file;

  private RunLog(Optional<Path> file, @Nullable BufferedWriter writer, Scrub scrub) {
    this.file = file;
    this.writer = writer;
    this.scrub = scrub;
  }

  /**
   * Begins the log of an installation of {@code name}; the oldest logs in {@code folder} go.
   *
   * @param at when it began
   */
  static RunLog begin(Path folder, String name, Instant at, Scrub scrub) {
    var file = folder.resolve(name + "-" + at.toString().replace(':', '-') + END);
    try {
      Files.createDirectories(folder);
      prune(folder);
      Files.createFile(file,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return new RunLog(Optional.of(file), Files.newBufferedWriter(file), scrub);
    } catch (IOException _) {
      return new RunLog(Optional.empty(), null, scrub);
    }
  }

  private static void prune(Path folder) throws IOException {
    for (var old : newestFirst(folder).stream().skip(MOST_FILES - 1L).toList()) {
      Files.deleteIfExists(old);
    }
  }

  private static List<Path> newestFirst(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(END))
          .sorted(Comparator.comparingLong(RunLog::age))
          .toList()
          .reversed();
    }
  }

  private static long age(Path file) {
    return file.toFile().lastModified();
  }

  /** Where it is. */
  Optional<String> place() {
    return file.map(Path::toString);
  }

  /** Adds a line, without secrets. */
  synchronized void add(String line) {
    if (writer == null || written > MOST_CHARACTERS) return;
    try {
      written += line.length();
      writer.write(written > MOST_CHARACTERS ? "… and more" : scrub.text(line));
      writer.newLine();
      writer.flush();
    } catch (IOException _) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    var open = writer;
    writer = null;
    try {
      if (open != null) open.close();
    } catch (IOException _) {
      // What was written is there.
    }
  }
}
