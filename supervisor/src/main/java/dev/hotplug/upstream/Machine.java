package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where pids mean something: only within one boot of one machine, and there within one namespace
 * (pid_namespaces(7)). What cannot be found out is empty.
 */
record Machine(String bootId, String host, String pidNamespace) {

  /** This one. */
  static Machine here() {
    return new Machine(text("/proc/sys/kernel/random/boot_id"), text("/proc/sys/kernel/hostname"),
        target("/proc/self/ns/pid"));
  }

  /** Whether this is the same one, booted anew: nothing that ran there then runs any more. */
  boolean isLaterBootOf(Machine former) {
    return host.equals(former.host) && !bootId.equals(former.bootId);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException _) {
      return "";
    }
  }

  private static String target(String link) {
    try {
      return Files.readSymbolicLink(Path.of(link)).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
