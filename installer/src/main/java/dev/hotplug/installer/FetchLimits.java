package dev.hotplug.installer;

import java.time.Duration;

/**
 * What a fetch may use before it is stopped.
 *
 * @param bytes of the packed repository and its files together
 * @param files and folders of the commit
 * @param time from start to end
 */
record FetchLimits(long bytes, int files, Duration time) {
  /** Far more than any MCP server is known to need. */
  static final FetchLimits USUAL = new FetchLimits(500_000_000, 50_000, Duration.ofMinutes(5));

  /** For who only asks where a branch leads. */
  static final FetchLimits QUESTION = new FetchLimits(50_000_000, 1, Duration.ofSeconds(30));

  FetchLimits {
    if (bytes <= 0 || files <= 0 || !time.isPositive()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
