package dev.hotplug.upstream;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;

/**
 * kill(2), which Java offers for single processes only. Loading it costs tens of milliseconds once,
 * so nothing on the way to the {@code initialize} answer may touch this class.
 */
final class Posix {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  /** The C function; public, because only public interfaces can be made of a method handle. */
  public interface Kill {
    int kill(int pid, int signal);
  }

  private static final Kill KILL = link();

  private Posix() {}

  /** Loads what a signal needs, so that the first one is quick. */
  static void load() {
    KILL.kill(0, 0);
  }

  /** Sends {@code signal} to all members of the group; false when there is no such group. */
  static boolean signalGroup(long group, int signal) {
    return group > 1 && KILL.kill((int) -group, signal) == 0;
  }

  /** Sends {@code signal} to one process. */
  static void signal(long pid, int signal) {
    if (pid > 1) KILL.kill((int) pid, signal);
  }

  @SuppressWarnings("restricted")
  private static Kill link() {
    var linker = Linker.nativeLinker();
    var handle = linker.downcallHandle(linker.defaultLookup().findOrThrow("kill"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    return MethodHandleProxies.asInterfaceInstance(Kill.class, handle);
  }
}
