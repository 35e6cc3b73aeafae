package dev.hotplug.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file in one step: whoever reads it, and whatever kills us, finds the old content or
 * the new, never a part. The old content goes into a backup beside it first.
 */
final class FileReplacement {
  private static final int MOST_LINKS = 40;

  private FileReplacement() {}

  static Saved replace(Path named, String before, String after) throws IOException {
    try {
      return replaceTarget(target(named), bytes(before), bytes(after));
    } catch (FileSystemException e) {
      throw new IOException(named + " could not be written: " + reason(e)
          + ". It is as it was. Mend that and try again.", e);
    }
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
    Optional<Path> backup = now.length == 0 ? Optional.empty() : Optional.of(backup(file, now));
    write(file, after, file);
    return new Saved(file, backup);
  }

  private static Path backup(Path file, byte[] content) throws IOException {
    var backup = file.resolveSibling(file.getFileName() + ".bak");
    write(backup, content, file);
    return backup;
  }

  private static void write(Path file, byte[] content, Path like) throws IOException {
    var temporary = file.resolveSibling("%s.%d-%x.tmp".formatted(file.getFileName(),
        ProcessHandle.current().pid(), ThreadLocalRandom.current().nextLong()));
    try {
      fill(temporary, content, like);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(temporary, e);
      throw e;
    }
    sync(file.resolveSibling("."));
  }

  private static void fill(Path temporary, byte[] content, Path like) throws IOException {
    try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE)) {
      // Before the content is in it: it may hold tokens, and the old file may be for one user only.
      if (Files.exists(like)) resemble(like, temporary);
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) channel.write(left);
      channel.force(true);
    }
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
