package dev.hotplug.app.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Says times and durations as short as can be. */
record Clockwork(ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** {@code 12:03:04}. */
  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** {@code 4 s}, {@code 2 min 4 s}, {@code 3 h 2 min}. */
  static String length(Duration it) {
    if (it.toMinutes() == 0) return it.toSeconds() + " s";
    if (it.toHours() == 0) return it.toMinutes() + " min " + it.toSecondsPart() + " s";
    return it.toHours() + " h " + it.toMinutesPart() + " min";
  }
}
