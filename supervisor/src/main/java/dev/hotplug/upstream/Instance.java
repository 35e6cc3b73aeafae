package dev.hotplug.upstream;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of Hotplug among all that there are. Immutable.
 *
 * @param id names it: a UUID, of letters, digits and dashes
 * @param project whose servers it runs
 * @param folder where instances leave word of themselves for those that come later; empty for one
 *   that leaves none
 * @param guard who ends its servers should it be killed
 */
public record Instance(String id, Path project, Optional<Path> folder, Guard guard) {

  /** Who ends an instance's servers when it cannot. */
  public enum Guard {
    /** A small process beside it. */
    WATCHDOG,
    /** Nobody but the next Hotplug, if word of this one was left. */
    NOBODY
  }

  /** One that leaves no word of itself. */
  public static Instance unrecorded(Path project, Guard guard) {
    return new Instance(newId(), project, Optional.empty(), guard);
  }

  /**
   * A UUID of version 8 (RFC 9562), made of the time and our pid: clients wait for our first word,
   * and secure random numbers take their time.
   */
  public static String newId() {
    long version = 0x8000;
    long variant = 0x8000_0000_0000_0000L;
    long ticks = System.nanoTime();
    long most = (System.currentTimeMillis() << 16) | version | ((ticks >>> 32) & 0xfff);
    long least = ((ProcessHandle.current().pid() & 0x3fff_ffff) << 32) | (ticks & 0xffff_ffffL);
    return new UUID(most, variant | least).toString();
  }
}
