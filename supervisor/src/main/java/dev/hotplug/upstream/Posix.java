package dev.hotplug.upstream;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;

/**
 * What Java does not offer: kill(2) for groups, prctl(2) to become the parent of orphans,
 * waitpid(2) to bury them, and writing that does not wait, with open(2), write(2) and send(2).
 * Loading it costs tens of milliseconds once, so nothing on the way to the {@code initialize}
 * answer may touch this class.
 */
final class Posix {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int WNOHANG = 1;

  /** The C function; public, because only public interfaces can be made of a method handle. */
  public interface Kill {
    int kill(int pid, int signal);
  }

  /** The C function. */
  public interface Prctl {
    int prctl(int option, long argument);
  }

  /** The C function. */
  public interface Waitpid {
    int waitpid(int pid, MemorySegment status, int options);
  }

  /** As Linux numbers them on all that a JDK runs on. */
  private static final int O_WRONLY = 1;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** The C function. */
  public interface Open {
    int open(MemorySegment path, int flags);
  }

  /** The C function. */
  public interface Write {
    long write(int fd, MemorySegment bytes, long length);
  }

  /** The C function. */
  public interface Send {
    long send(int fd, MemorySegment bytes, long length, int flags);
  }

  /** The C function. */
  public interface Close {
    int close(int fd);
  }

  /** The C function. */
  public interface Fcntl {
    int fcntl(int fd, int command, int argument);
  }

  private static final Kill KILL = link(Kill.class, "kill",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private static final Waitpid WAITPID = link(Waitpid.class, "waitpid", FunctionDescriptor
      .of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

  private static final Open OPEN = link(Open.class, "open",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
      Linker.Option.firstVariadicArg(2));

  private static final Write WRITE = link(Write.class, "write", FunctionDescriptor
      .of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));

  private static final Send SEND = link(Send.class, "send",
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

  private static final Fcntl FCNTL = link(Fcntl.class, "fcntl", FunctionDescriptor
      .of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
      Linker.Option.firstVariadicArg(2));

  private static final Close CLOSE = link(Close.class, "close",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Posix() {}

  /** Opens {@code path} so that writing to it does not wait; -1 where that is not to be had. */
  static int openForWriting(Path path) {
    try (var arena = Arena.ofConfined()) {
      return OPEN.open(arena.allocateFrom(path.toString()), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    }
  }

  /** Writes, and returns how many bytes were taken, or -1. */
  static long write(int fd, MemorySegment bytes, long length) {
    return WRITE.write(fd, bytes, length);
  }

  /** Writes into a socket without waiting, and returns how many bytes were taken, or -1. */
  static long send(int fd, MemorySegment bytes, long length) {
    return SEND.send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  /** Lets a pipe hold that many bytes, where the system allows (fcntl(2), Linux only). */
  static void widen(int pipe, int bytes) {
    int _ = FCNTL.fcntl(pipe, F_SETPIPE_SZ, bytes);
  }

  static void close(int fd) {
    int _ = CLOSE.close(fd);
  }

  /** Sends {@code signal} to all members of the group; false when there is no such group. */
  static boolean signalGroup(long group, int signal) {
    return group > 1 && KILL.kill((int) -group, signal) == 0;
  }

  /** Sends {@code signal} to one process. */
  static void signal(long pid, int signal) {
    if (pid > 1) KILL.kill((int) pid, signal);
  }

  /**
   * Makes this process the new parent of all its descendants that lose theirs, instead of init
   * (prctl(2), Linux only); elsewhere nothing happens.
   */
  static void adoptOrphans() {
    if (symbols().find("prctl").isEmpty()) return;
    var prctl = link(Prctl.class, "prctl",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
        Linker.Option.firstVariadicArg(1));
    int _ = prctl.prctl(PR_SET_CHILD_SUBREAPER, 1);
  }

  /**
   * Lets the system forget a dead child that this JVM did not start itself; those that it did are
   * the JDK's to wait for.
   */
  static void bury(long pid) {
    if (pid > 1) WAITPID.waitpid((int) pid, MemorySegment.NULL, WNOHANG);
  }

  private static SymbolLookup symbols() {
    return Linker.nativeLinker().defaultLookup();
  }

  @SuppressWarnings("restricted")
  private static <T> T link(Class<T> function, String name, FunctionDescriptor type,
      Linker.Option... options) {
    var handle = Linker.nativeLinker().downcallHandle(symbols().findOrThrow(name), type, options);
    return MethodHandleProxies.asInterfaceInstance(function, handle);
  }
}
