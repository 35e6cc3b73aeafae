package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one Hotplug keeps copies, among those of others. A lock that only a living
 * process can hold tells the others that it is in use; a JVM may have one such folder only, since
 * to look at a lock of its own would let go of it (fcntl(2)). Thread-safe.
 */
final class CopiesFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  /** Who has just made his folder may not have come to lock it. */
  private static final Duration NEWBORN = Duration.ofMinutes(1);

  private final Path all;
  private final Path ours;
  private @Nullable FileLock lock;
  private long made;

  /** One that is made when it is needed; {@code all} is where those of all Hotplugs are. */
  CopiesFolder(Path all) {
    this.all = all;
    this.ours = all.resolve(UUID.randomUUID().toString());
  }

  /** Makes a folder for one generation. */
  synchronized Path next() throws IOException {
    if (lock == null) lock = locked();
    made++;
    return Files.createDirectory(ours.resolve(Long.toString(made))).toRealPath();
  }

  private FileLock locked() throws IOException {
    Files.createDirectories(ours);
    var channel = FileChannel.open(ours.resolve(LOCK), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
    try {
      var taken = channel.tryLock();
      if (taken != null) return taken;
      throw new IOException("somebody else has locked " + ours);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes what Hotplugs that are no more have left; not ours. */
  void sweep() {
    if (!Files.isDirectory(all)) return;
    try (var folders = Files.newDirectoryStream(all)) {
      for (var folder : folders) if (!folder.equals(ours) && isOld(folder)) sweep(folder);
    } catch (IOException | DirectoryIteratorException _) {
      // What cannot be listed is left to who can.
    }
  }

  private static boolean isOld(Path folder) throws IOException {
    var born = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    return born.isBefore(Instant.now().minus(NEWBORN));
  }

  private static void sweep(Path folder) {
    try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) delete(folder);
    } catch (NoSuchFileException _) {
      delete(folder);
    } catch (IOException | OverlappingFileLockException _) {
      // It is in use, or not ours to open.
    }
  }

  /** Removes a folder and all in it, links but not what they lead to. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException _) {
      // What cannot be removed is met by the next Hotplug, which tries again.
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /** Removes it; to be called when nobody uses what is in it. */
  @Override
  public synchronized void close() {
    if (lock == null) return;
    delete(ours);
    try {
      lock.acquiredBy().close();
    } catch (IOException _) {
      // It ends with us.
    }
    lock = null;
  }
}
