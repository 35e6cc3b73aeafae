package dev.hotplug.app.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is below a folder. */
final class Tree {
  private Tree() {}

  /** All files below {@code root} but for locks, which are empty and stay. */
  static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) return List.of();
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/.locks/"))
          .toList();
    }
  }

  static boolean isEmpty(Path root) throws IOException {
    try {
      return files(root).isEmpty();
    } catch (UncheckedIOException _) {
      // It goes while we look.
      return false;
    }
  }

  /** Whether nobody writes, or was killed while writing, what is below {@code root}. */
  static boolean isAtRest(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      return all.noneMatch(
          file -> file.toString().endsWith(".tmp") || file.toString().contains("/.staging/"));
    } catch (UncheckedIOException _) {
      // It goes while we look.
      return false;
    }
  }

  /** The files below {@code root} that hold {@code text}. */
  static List<Path> holders(String text, Path root) throws IOException {
    return files(root).stream().filter(file -> holds(file, text)).toList();
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
