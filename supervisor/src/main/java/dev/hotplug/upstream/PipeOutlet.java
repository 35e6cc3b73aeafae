package dev.hotplug.upstream;

import dev.hotplug.wire.Outlet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes into a pipe or socket of ours without ever waiting. A pipe is opened once more for that,
 * since not to wait is a property of what was opened, which others may share; a socket is asked not
 * to wait each time. Linux only, where /proc shows what is open; elsewhere, and where it is neither
 * pipe nor socket, there is none.
 */
public final class PipeOutlet implements Outlet {
  private static final Path OPEN = Path.of("/proc/self/fd");

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
    return what.startsWith("pipe:") ? again(open) : NONE;
  }

  /** The way into the pipe that is the stdin of a child of ours. */
  static Outlet intoStdin(long pid) {
    var pipe = what(Path.of("/proc", String.valueOf(pid), "fd", "0"));
    if (!pipe.startsWith("pipe:")) return NONE;
    // The child may have put another pipe in its place, which is not ours to write to.
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(OPEN)) {
      for (var open : ours) if (what(open).equals(pipe)) return again(open);
    } catch (IOException _) {
      // Whatever is in the way, there is the ordinary way.
    }
    return NONE;
  }

  private static Outlet again(Path open) {
    int fd = Posix.openForWriting(open);
    return fd < 0 ? NONE
        : new PipeOutlet((from, length) -> Posix.write(fd, from, length), () -> Posix.close(fd));
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
