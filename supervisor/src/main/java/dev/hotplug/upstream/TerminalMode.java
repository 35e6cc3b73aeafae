package dev.hotplug.upstream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * How a terminal was set at one moment, all of it, to be had back after others have changed it.
 * Thread-safe.
 */
public final class TerminalMode {
  /** In bytes; a {@code struct termios} has 60 on Linux and 72 on macOS. */
  private static final int LARGEST = 256;

  private final int terminal;
  private final MemorySegment found;

  private TerminalMode(int terminal, MemorySegment found) {
    this.terminal = terminal;
    this.found = found;
  }

  /** That of the terminal behind a file descriptor now; empty where there is none. */
  public static Optional<TerminalMode> of(int terminal) {
    var found = Arena.ofAuto().allocate(LARGEST, Long.BYTES);
    return Posix.readTerminal(terminal, found) ? Optional.of(new TerminalMode(terminal, found))
        : Optional.empty();
  }

  /** Sets the terminal as it was then. */
  public void restore() {
    Posix.setTerminal(terminal, found);
  }
}
