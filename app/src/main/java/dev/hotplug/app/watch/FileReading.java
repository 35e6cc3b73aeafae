package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads what files hold. Confined to one thread. */
final class FileReading {
  private static final long LARGE = 64L << 20;
  private static final int BUFFER = 64 << 10;
  private static final int TRIES = 3;
  /**
   * How old the time of a file must be for a further change to show in it: file systems count in
   * steps of up to 2 s.
   */
  private static final long STEP = TimeUnit.SECONDS.toNanos(2);

  private final MessageDigest sha256 = sha256();
  private final byte[] buffer = new byte[BUFFER];

  /** What {@code file} holds; empty if it is no regular file. */
  Optional<Held> read(Path file) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      var before = Stamp.of(file);
      if (before.isEmpty()) return Optional.empty();
      if (before.get().size() > LARGE) return before.map(Held.Unread::new);
      try {
        var digest = digest(file);
        if (Stamp.of(file).equals(before)) return Optional.of(held(before.get(), digest));
      } catch (NoSuchFileException _) {
        return Optional.empty();
      } catch (IOException _) {
        return Optional.of(new Held.Unreadable());
      }
    }
    return Optional.of(new Held.InMotion());
  }

  private static Held held(Stamp stamp, ByteBuffer digest) {
    long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - stamp.latest();
    return new Held.Read(stamp, age > STEP, digest.getLong(), digest.getLong());
  }

  private ByteBuffer digest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
      return ByteBuffer.wrap(sha256.digest());
    } finally {
      sha256.reset();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
