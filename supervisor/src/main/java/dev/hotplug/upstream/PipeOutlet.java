package dev.hotplug.upstream;

import dev.hotplug.wire.Outlet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes into a pipe or socket of ours without ever waiting. A pipe is opened once more for that,
 * since not to wait is a property of what was opened, which others may share; a socket is asked not
 * to wait each time. Linux only, where /proc shows what is open; elsewhere, and where it is neither
 * pipe nor socket, there is none.
 */
public final class PipeOutlet implements Outlet {
  private static final Path OPEN = Path.of("/proc/self/fd");

  /**
   * How much a pipe for results is to hold, in bytes. Four times what it does saves switches
   * between who writes a long line and who reads it: half of what 10 MB took. More for each server
   * would take from what one user's pipes may hold in all.
   */
  private static final int WIDTH = 256 * 1024;

  /**
   * The same for the one pipe to our client, which all results take, where the system allows: a
   * quarter of the switches between us and a client that reads 10 MB.
   */
  private static final int WIDEST = 1024 * 1024;

  /** Writes that many bytes without waiting; how many it took, or -1. */
  private interface Writing {
    long write(MemorySegment bytes, long length);
  }

  private final Writing writing;
  private final Runnable closing;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes = arena.allocate(MOST);

  private PipeOutlet(Writing writing, Runnable closing) {
    this.writing = writing;
    this.closing = closing;
  }

  /** The way into the pipe or socket that is open as number {@code fd}. */
  public static Outlet of(int fd) {
    var open = OPEN.resolve(String.valueOf(fd));
    var what = what(open);
    if (what.startsWith("socket:")) {
      return new PipeOutlet((from, length) -> Posix.send(fd, from, length), () -> {});
    }
    if (!what.startsWith("pipe:")) return NONE;
    widen(open, WIDTH);
    widen(open, WIDEST);
    return again(open, what);
  }

  /** The way into the pipe that is the stdin of a child of ours. */
  static Outlet intoStdin(long pid) {
    var pipe = pipe(pid, 0);
    return ourEnd(pipe).map(open -> again(open, pipe)).orElse(NONE);
  }

  /** Lets the pipe that is the stdout of a child of ours hold more. */
  static void widenStdout(long pid) {
    ourEnd(pipe(pid, 1)).ifPresent(open -> widen(open, WIDTH));
  }

  /** What a child of ours has under number {@code fd}. */
  private static String pipe(long pid, int fd) {
    return what(Path.of("/proc", String.valueOf(pid), "fd", String.valueOf(fd)));
  }

  /** Our end of such a pipe. */
  private static Optional<Path> ourEnd(String pipe) {
    if (!pipe.startsWith("pipe:")) return Optional.empty();
    // The child may have put another pipe in its place, which is not ours.
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(OPEN)) {
      for (var open : ours) if (what(open).equals(pipe)) return Optional.of(open);
    } catch (IOException | DirectoryIteratorException _) {
      // Whatever is in the way, there is the ordinary way.
    }
    return Optional.empty();
  }

  private static void widen(Path open, int bytes) {
    Posix.widen(Integer.parseInt(OPEN.relativize(open).toString()), bytes);
  }

  /** Who owns {@code open} may close it meanwhile, and somebody may open another file under it. */
  private static Outlet again(Path open, String pipe) {
    int fd = Posix.openForWriting(open);
    if (fd < 0) return NONE;
    if (what(OPEN.resolve(String.valueOf(fd))).equals(pipe)) {
      return new PipeOutlet((from, length) -> Posix.write(fd, from, length), () -> Posix.close(fd));
    }
    Posix.close(fd);
    return NONE;
  }

  private static String what(Path open) {
    try {
      return Files.readSymbolicLink(open).toString();
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public int write(byte[] from, int length) {
    MemorySegment.copy(from, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
    return (int) Math.max(0, writing.write(bytes, length));
  }

  @Override
  public void close() {
    closing.run();
    arena.close();
  }
}
