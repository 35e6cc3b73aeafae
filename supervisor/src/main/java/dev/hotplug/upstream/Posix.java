package dev.hotplug.upstream;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * What Java does not offer: kill(2) for groups, prctl(2) to become the parent of orphans,
 * waitpid(2) to bury them, writing that does not wait, with open(2), write(2) and send(2), and how
 * a terminal was set, with tcgetattr(3) and tcsetattr(3). Loading it costs tens of milliseconds
 * once, so nothing on the way to the {@code initialize} answer may touch this class.
 */
final class Posix {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int WNOHANG = 1;

  /** As Linux numbers them on all that a JDK runs on. */
  private static final int O_WRONLY = 1;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int TCSANOW = 0;

  // Handles, called as they are: an interface made of each is some twenty classes more in memory,
  // made anew by every start. Kill is linked at once, since the end of a session has no time for it.
  private static final MethodHandle KILL = link("kill",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /** A class for each that not every session needs: the first use of it links the function. */
  private static final class Waitpid {
    static final MethodHandle WAITPID = link("waitpid", FunctionDescriptor.of(ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  }

  private static final class Open {
    static final MethodHandle OPEN = link("open",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }

  private static final class Write {
    static final MethodHandle WRITE = link("write", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
  }

  private static final class Send {
    static final MethodHandle SEND = link("send", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
  }

  private static final class Fcntl {
    static final MethodHandle FCNTL = link("fcntl", FunctionDescriptor.of(ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }

  private static final class Close {
    static final MethodHandle CLOSE = link("close",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  private static final class Terminals {
    static final MethodHandle GET = link("tcgetattr",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    static final MethodHandle SET = link("tcsetattr", FunctionDescriptor.of(ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  private Posix() {}

  /** Puts the {@code struct termios} of a terminal into {@code into}; false where it is none. */
  static boolean readTerminal(int fd, MemorySegment into) {
    try {
      return (int) Terminals.GET.invokeExact(fd, into) == 0;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Gives a terminal, at once, what {@link #readTerminal} has put there. */
  static void setTerminal(int fd, MemorySegment from) {
    try {
      int _ = (int) Terminals.SET.invokeExact(fd, TCSANOW, from);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Opens {@code path} so that writing to it does not wait; -1 where that is not to be had. */
  static int openForWriting(Path path) {
    try (var arena = Arena.ofConfined()) {
      return (int) Open.OPEN.invokeExact(arena.allocateFrom(path.toString()),
          O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Writes, and returns how many bytes were taken, or -1. */
  static long write(int fd, MemorySegment bytes, long length) {
    try {
      return (long) Write.WRITE.invokeExact(fd, bytes, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Writes into a socket without waiting, and returns how many bytes were taken, or -1. */
  static long send(int fd, MemorySegment bytes, long length) {
    try {
      return (long) Send.SEND.invokeExact(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Lets a pipe hold that many bytes, where the system allows (fcntl(2), Linux only). */
  static void widen(int pipe, int bytes) {
    try {
      int _ = (int) Fcntl.FCNTL.invokeExact(pipe, F_SETPIPE_SZ, bytes);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void close(int fd) {
    try {
      int _ = (int) Close.CLOSE.invokeExact(fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Sends {@code signal} to all members of the group; false when there is no such group. */
  static boolean signalGroup(long group, int signal) {
    return group > 1 && kill((int) -group, signal) == 0;
  }

  /** Sends {@code signal} to one process. */
  static void signal(long pid, int signal) {
    if (pid > 1) kill((int) pid, signal);
  }

  private static int kill(int target, int signal) {
    try {
      return (int) KILL.invokeExact(target, signal);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /**
   * Makes this process the new parent of all its descendants that lose theirs, instead of init
   * (prctl(2), Linux only); elsewhere nothing happens.
   */
  static void adoptOrphans() {
    if (symbols().find("prctl").isEmpty()) return;
    var prctl = link("prctl",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
        Linker.Option.firstVariadicArg(1));
    try {
      int _ = (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /**
   * Lets the system forget a dead child that this JVM did not start itself; those that it did are
   * the JDK's to wait for.
   */
  static void bury(long pid) {
    if (pid <= 1) return;
    try {
      int _ = (int) Waitpid.WAITPID.invokeExact((int) pid, MemorySegment.NULL, WNOHANG);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static SymbolLookup symbols() {
    return Linker.nativeLinker().defaultLookup();
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(symbols().findOrThrow(name), type, options);
  }

  /** A C function throws nothing; what is thrown beside it is for nobody to handle. */
  private static RuntimeException broken(Throwable thrown) {
    if (thrown instanceof Error error) throw error;
    if (thrown instanceof RuntimeException exception) return exception;
    return new IllegalStateException(thrown);
  }
}
