package dev.hotplug.installer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are whole at any moment, whoever is killed and when. */
final class AtomicFile {
  /** How the name of an unfinished one ends; its only writer may delete it, or write it again. */
  private static final String UNFINISHED = ".tmp";

  private AtomicFile() {}

  /**
   * Writes {@code text} to {@code file}, in place of what it held, and its folder if need be. There
   * must be no other writer of it at a time.
   *
   * @throws IOException if it cannot be written; it is as it was then
   */
  static void write(Path file, String text) throws IOException {
    var folder = Files.createDirectories(file.resolveSibling(""));
    var unfinished = unfinished(file);
    try {
      fill(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** What {@code file} is before it is whole. */
  static Path unfinished(Path file) {
    return Path.of(file + UNFINISHED);
  }

  private static void fill(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }

  /** Puts the change of a folder's list on the disk, where the system can. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }
}
