package dev.hotplug.installer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The turn to change a file that is not ours, among all threads and processes of this user that
 * install or uninstall: two that edit it at once would undo each other. Confined to the thread that
 * has it; unlike a {@link Claim} it is waited for, since it never takes long.
 */
final class FileTurn implements AutoCloseable {
  /** A lock of the system belongs to the process, so its threads queue here first. */
  private static final ConcurrentHashMap<Path, ReentrantLock> QUEUES = new ConcurrentHashMap<>();

  private final ReentrantLock queue;
  private final FileChannel channel;

  private FileTurn(ReentrantLock queue, FileChannel channel) {
    this.queue = queue;
    this.channel = channel;
  }

  /**
   * Waits for the turn on {@code file}.
   *
   * @param locks where locks are kept; not beside the file, in somebody's project
   */
  static FileTurn on(Path file, Path locks) throws IOException {
    var lock = locks.resolve(
        UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8)).toString());
    var queue = QUEUES.computeIfAbsent(lock, _ -> new ReentrantLock());
    queue.lock();
    FileTurn turn = null;
    try {
      Files.createDirectories(locks);
      turn = new FileTurn(queue, locked(lock));
      return turn;
    } finally {
      if (turn == null) queue.unlock();
    }
  }

  private static FileChannel locked(Path lock) throws IOException {
    var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isLocked = false;
    try {
      isLocked = channel.lock().isValid();
      return channel;
    } finally {
      if (!isLocked) channel.close();
    }
  }

  /** What is done in it. */
  <T> T take(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      queue.unlock();
    }
  }
}
