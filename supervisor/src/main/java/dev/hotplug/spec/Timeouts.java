package dev.hotplug.spec;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long Hotplug waits for one server; {@code hotplug.timeouts} of its entry, there in
 * milliseconds.
 *
 * @param start {@code start_ms}: from the spawn until {@code initialize} is answered
 * @param list {@code list_ms}: for all pages of {@code tools/list}
 * @param call {@code call_ms}, or Claude Code's {@code timeout} beside {@code command}; empty for
 *   no limit
 * @param drain {@code drain_ms}: for running calls when the server is unloaded or replaced
 * @param eof {@code eof_ms}: from closing its standard input until TERM
 * @param term {@code term_ms}: from TERM until KILL
 */
public record Timeouts(Duration start, Duration list, Optional<Duration> call, Duration drain,
    Duration eof, Duration term) {
  /** What a server gets that says nothing. */
  public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(60),
      Duration.ofSeconds(10), Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(2),
      Duration.ofSeconds(2));

  public Timeouts {
    Objects.requireNonNull(start);
    Objects.requireNonNull(list);
    Objects.requireNonNull(call);
    Objects.requireNonNull(drain);
    Objects.requireNonNull(eof);
    Objects.requireNonNull(term);
  }
}
