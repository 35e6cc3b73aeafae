package dev.hotplug.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a build went that a change had begun.
 *
 * @param files those that were changed
 * @param outcome in words: "exit code 2"
 * @param errors of a failed one, the lines that say what is wrong
 */
public record BuildResult(Instant at, boolean isSuccess, Duration took, List<String> files,
    String outcome, List<String> errors) {
  public BuildResult {
    files = List.copyOf(files);
    errors = List.copyOf(errors);
  }
}
