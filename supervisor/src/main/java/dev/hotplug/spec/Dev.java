package dev.hotplug.spec;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a server is watched while somebody works on it: the object {@code hotplug.dev} of its entry,
 * or what other clients write in its place. No part of its {@link ServerSpec}: what changes here
 * restarts nothing.
 *
 * @param ignore globs of files that are not watched whatever else says so, seen from the server's
 *   folder
 * @param build what turns its sources into what is started
 * @param debounce how long no file may change before a change counts; not negative
 */
public record Dev(Watch watch, List<String> ignore, Build build, Duration debounce) {
  /** What a server gets that says nothing. */
  public static final Dev DEFAULT = new Dev(new Watch.Inferred(), List.of(), new Build.None(),
      Duration.ofMillis(100));

  public Dev {
    Objects.requireNonNull(watch);
    Objects.requireNonNull(build);
    ignore = List.copyOf(ignore);
    if (debounce.isNegative()) throw new IllegalArgumentException("a negative debounce");
  }
}
