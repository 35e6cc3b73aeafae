package dev.hotplug.app.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one server is watched.
 *
 * @param why what is watched and what that was concluded from, or why nothing is
 * @param paths what is watched: folders with the globs seen from them
 * @param files how many files that are
 * @param warnings what keeps it from working as well as it could: sentences
 * @param build what runs before a reload; empty when nothing does
 */
public record WatchStatus(Mode mode, String why, List<String> paths, int files, Duration debounce,
    List<String> warnings, Optional<BuildStatus> build) {
  public WatchStatus {
    paths = List.copyOf(paths);
    warnings = List.copyOf(warnings);
  }

  /** Whether its files are watched. */
  public enum Mode {
    /** The system tells what changes. */
    NATIVE,
    /** It is looked for changes every now and then. */
    POLLING,
    /** Somebody wanted it to pause. */
    PAUSED,
    /** There is nothing to watch, or it is not wanted. */
    OFF
  }

  /**
   * The build of a server.
   *
   * @param why what the command was concluded from
   * @param last how it went last; empty before its first end
   */
  public record BuildStatus(List<String> command, String why, boolean isRunning,
      Optional<BuildResult> last) {
    public BuildStatus {
      command = List.copyOf(command);
    }
  }
}
