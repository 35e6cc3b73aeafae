package dev.hotplug.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Replaces a file in one step: whoever reads it, and whatever kills us, finds the old content or
 * the new, never a part. The old content goes into a backup beside it first.
 */
final class FileReplacement {
  private static final int MOST_LINKS = 40;
  private static final FileAttribute<?>[] NONE = {};

  private FileReplacement() {}

  static Saved replace(Path named, String before, String after) throws IOException {
    try {
      return replaceTarget(target(named), bytes(before), bytes(after));
    } catch (FileSystemException e) {
      throw unwritten(named, e);
    }
  }

  /** Deletes what those left beside {@code named} who were killed while they wrote it. */
  static void sweep(Path named) throws IOException {
    var file = target(named);
    sweep(file.resolveSibling(""), Pattern.quote(file.getFileName() + "") + "(\\.bak)?");
  }

  /** The same for all files of {@code folder} whose names match {@code names}. */
  static void sweep(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) return;
    var unfinished = Pattern.compile("(?:" + names + ")\\.(?<pid>\\d{1,18})-[0-9a-f]+\\.tmp");
    try (var files = Files.newDirectoryStream(folder)) {
      for (var each : files) {
        var name = unfinished.matcher(each.getFileName() + "");
        if (name.matches() && !isAlive(name.replaceFirst("${pid}"))) Files.deleteIfExists(each);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  /** Gives {@code named} a content that is for the user alone, from its first moment on. */
  static void keepPrivate(Path named, String content) throws IOException {
    try {
      var file = target(named);
      Files.createDirectories(Objects.requireNonNull(file.getParent()),
          permissions("rwx------", file));
      sweep(named);
      write(file, bytes(content), Optional.empty());
    } catch (FileSystemException e) {
      throw unwritten(named, e);
    }
  }

  private static IOException unwritten(Path named, FileSystemException e) {
    return new IOException(named + " could not be written: " + reason(e)
        + ". It is as it was. Mend that and try again.", e);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) return "permission denied for " + e.getFile();
    var reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return reason + " (" + e.getFile() + ")";
  }

  private static Path target(Path named) throws IOException {
    var file = named.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MOST_LINKS) throw new FileSystemLoopException(named.toString());
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static Saved replaceTarget(Path file, byte[] before, byte[] after) throws IOException {
    boolean exists = Files.exists(file);
    // Renaming would get round this, but whoever took the right away meant something by it.
    if (exists && !Files.isWritable(file)) throw new AccessDeniedException(file.toString());
    var now = exists ? Files.readAllBytes(file) : new byte[0];
    if (!Arrays.equals(now, before)) {
      throw new IOException(file
          + " was changed by another program meanwhile. It is as that left it." + " Try again.");
    }
    // Before the backup: where there is no space for it, an older backup stays what it was.
    var draft = draft(file, after, Optional.of(file));
    Optional<Path> backup = now.length == 0 ? Optional.empty()
        : Optional.of(backup(file, now, draft));
    settle(draft, file);
    return new Saved(file, backup);
  }

  /** Gives {@code draft} up where it cannot be made. */
  private static Path backup(Path file, byte[] content, Path draft) throws IOException {
    try {
      return backup(file, content);
    } catch (IOException e) {
      remove(draft, e);
      throw e;
    }
  }

  private static Path backup(Path file, byte[] content) throws IOException {
    var backup = backup(file);
    write(backup, content, Optional.of(file));
    return backup;
  }

  private static Path backup(Path file) {
    return file.resolveSibling(file.getFileName() + ".bak");
  }

  /** Where the backup of {@code named} is, if there is one. */
  static Path backupOf(Path named) throws IOException {
    return backup(target(named));
  }

  /** As {@link #draft}, and in one step it is {@code file}. */
  private static void write(Path file, byte[] content, Optional<Path> like) throws IOException {
    settle(draft(file, content, like), file);
  }

  /**
   * A new file beside {@code file} that holds {@code content}; {@code like} has the permissions
   * that it gets, without one it is for the user alone.
   */
  private static Path draft(Path file, byte[] content, Optional<Path> like) throws IOException {
    var draft = file.resolveSibling("%s.%d-%x.tmp".formatted(file.getFileName(),
        ProcessHandle.current().pid(), ThreadLocalRandom.current().nextLong()));
    try {
      fill(draft, content, like);
      return draft;
    } catch (IOException e) {
      remove(draft, e);
      // What the system says while it writes does not name the file.
      throw e instanceof FileSystemException ? e : failure(draft, e);
    }
  }

  private static FileSystemException failure(Path file, IOException why) {
    var failure = new FileSystemException(file.toString(), null, why.getMessage());
    failure.initCause(why);
    return failure;
  }

  private static void settle(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(draft, e);
      throw e;
    }
    sync(file.resolveSibling("."));
  }

  private static void fill(Path temporary, byte[] content, Optional<Path> like) throws IOException {
    var first = like.isPresent() ? NONE : permissions("rw-------", temporary);
    try (var channel = FileChannel.open(temporary,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), first)) {
      // Before the content is in it: it may hold tokens, and the old file may be for one user only.
      if (like.filter(Files::exists).isPresent()) resemble(like.get(), temporary);
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) channel.write(left);
      channel.force(true);
    }
  }

  /** Nothing where the file system knows no permissions. */
  private static FileAttribute<?>[] permissions(String letters, Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return NONE;
    return new FileAttribute<?>[]{
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters))};
  }

  private static void resemble(Path like, Path temporary) throws IOException {
    var from = Files.getFileAttributeView(like, PosixFileAttributeView.class);
    var to = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (from == null || to == null) return;
    var wanted = from.readAttributes();
    try {
      if (!to.readAttributes().owner().equals(wanted.owner())) to.setOwner(wanted.owner());
      if (!to.readAttributes().group().equals(wanted.group())) to.setGroup(wanted.group());
    } catch (FileSystemException _) {
      // Only root may give files away. It is then ours, as with any editor that saves by renaming.
    }
    to.setPermissions(wanted.permissions());
  }

  private static void remove(Path temporary, IOException cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void sync(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // The file is in place; only whether a power cut can undo that depends on this.
    }
  }
}
