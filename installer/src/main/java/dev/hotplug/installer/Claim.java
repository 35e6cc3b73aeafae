package dev.hotplug.installer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exclusive right to work on something, among all processes of this user: a lock on a file,
 * which ends with the process that holds it, however it ends. Confined to whoever took it.
 */
final class Claim implements AutoCloseable {
  /**
   * Those of this process. A lock belongs to the process, and closing any channel on its file drops
   * it (POSIX), so nobody here may even open the file of another.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private Claim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the claim whose lock is {@code file}; empty while somebody has it. */
  static Optional<Claim> take(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    if (!OURS.add(file)) return Optional.empty();
    Optional<Claim> claim = Optional.empty();
    try {
      claim = lock(file);
      return claim;
    } finally {
      if (claim.isEmpty()) OURS.remove(file);
    }
  }

  private static Optional<Claim> lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isHeld = false;
    try {
      isHeld = channel.tryLock() != null;
      return isHeld ? Optional.of(new Claim(file, channel)) : Optional.empty();
    } finally {
      if (!isHeld) channel.close();
    }
  }

  /** Gives it back. Its file stays, since somebody may be about to lock it. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OURS.remove(file);
    }
  }
}
