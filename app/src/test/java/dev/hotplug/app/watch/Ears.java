package dev.hotplug.app.watch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux knows of the folders that this JVM listens to. */
final class Ears {
  private static final Path FDS = Path.of("/proc/self/fd");
  private static final Path OPEN = Path.of("/proc/self/fdinfo");

  private Ears() {}

  /** How many ears are open: inotify instances. */
  static int open() throws IOException {
    return inotify().size();
  }

  /** How many folders they listen to. */
  static long folders() throws IOException {
    long folders = 0;
    for (var info : inotify()) {
      try {
        folders += Files.readAllLines(info)
            .stream()
            .filter(line -> line.startsWith("inotify "))
            .count();
      } catch (NoSuchFileException _) {
        // Closed since.
      }
    }
    return folders;
  }

  /** The threads of watchers. */
  static List<String> threads() {
    return Thread.getAllStackTraces()
        .keySet()
        .stream()
        .map(Thread::getName)
        .filter(Ears::isOfAWatcher)
        .toList();
  }

  static boolean isOfAWatcher(String thread) {
    return thread.startsWith("watch") || thread.startsWith("FileSystemWatch");
  }

  private static List<Path> inotify() throws IOException {
    assumeTrue(Files.isDirectory(OPEN), "skipped: no /proc to count in");
    try (var all = Files.list(FDS)) {
      return all.filter(Ears::isInotify).map(FDS::relativize).map(OPEN::resolve).toList();
    }
  }

  private static boolean isInotify(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString().equals("anon_inode:inotify");
    } catch (IOException _) {
      return false;
    }
  }
}
