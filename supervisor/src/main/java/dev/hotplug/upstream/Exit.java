package dev.hotplug.upstream;

import java.util.Map;
import java.util.Optional;

/**
 * How a process ended.
 *
 * @param code as a shell would see it: 128 + n when signal n ended it
 */
public record Exit(int code) {
  private static final Map<Integer, String> SIGNALS = Map.ofEntries(Map.entry(1, "SIGHUP"),
      Map.entry(2, "SIGINT"), Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"),
      Map.entry(5, "SIGTRAP"), Map.entry(6, "SIGABRT"), Map.entry(7, "SIGBUS"),
      Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(10, "SIGUSR1"),
      Map.entry(11, "SIGSEGV"), Map.entry(12, "SIGUSR2"), Map.entry(13, "SIGPIPE"),
      Map.entry(14, "SIGALRM"), Map.entry(15, "SIGTERM"));

  /** The signal that ended it, as far as the code tells. */
  public Optional<String> signal() {
    return Optional.ofNullable(SIGNALS.get(code - 128));
  }

  /** For people: {@code exit code 1}, or {@code killed by SIGKILL (exit code 137)}. */
  public String words() {
    return signal().map(name -> "killed by " + name + " (exit code " + code + ")")
        .orElse("exit code " + code);
  }
}
