package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file without its content being read: if none of it differs, the
 * content hardly does.
 *
 * @param size bytes
 * @param modified ns since the epoch
 * @param changed of content or attributes, ns since the epoch; where the system has no such time,
 *   that of the last modification
 * @param inode 0 where there is none
 */
record Stamp(long size, long modified, long changed, long inode) {
  private static final boolean UNIX = FileSystems.getDefault()
      .supportedFileAttributeViews()
      .contains("unix");

  /** Of a regular file, or of the one a link leads to; empty if there is none. */
  static Optional<Stamp> of(Path file) {
    try {
      return Optional.ofNullable(UNIX ? ofUnix(file) : ofOther(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The later of both times. */
  long latest() {
    return Math.max(modified, changed);
  }

  private static @Nullable Stamp ofUnix(Path file) throws IOException {
    var read = Files.readAttributes(file, "unix:isRegularFile,size,lastModifiedTime,ctime,ino");
    if (!Boolean.TRUE.equals(read.get("isRegularFile"))) return null;
    return new Stamp(number(read, "size"), nanos(read, "lastModifiedTime"), nanos(read, "ctime"),
        number(read, "ino"));
  }

  private static @Nullable Stamp ofOther(Path file) throws IOException {
    var read = Files.readAttributes(file, BasicFileAttributes.class);
    if (!read.isRegularFile()) return null;
    long modified = read.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new Stamp(read.size(), modified, modified, 0);
  }

  private static long number(Map<String, Object> read, String name) {
    return ((Number) Objects.requireNonNull(read.get(name))).longValue();
  }

  private static long nanos(Map<String, Object> read, String name) {
    return ((FileTime) Objects.requireNonNull(read.get(name))).to(TimeUnit.NANOSECONDS);
  }
}
