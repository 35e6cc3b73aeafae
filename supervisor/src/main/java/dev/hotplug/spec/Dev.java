package dev.hotplug.spec;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a server is watched and tried out while somebody works on it: the object {@code hotplug.dev}
 * of its entry, or what other clients write in its place. No part of its {@link ServerSpec}: what
 * changes here restarts nothing. What else stands in there is part of its {@link Options}.
 *
 * @param ignore globs of files that are not watched whatever else says so, seen from the server's
 *   folder
 * @param build what turns its sources into what is started
 * @param debounce how long no file may change before a change counts; not negative
 * @param smoke the calls that a new version must answer as expected before it may serve, in order
 * @param replay which calls are remembered and repeated
 */
public record Dev(Watch watch, List<String> ignore, Build build, Duration debounce,
    List<Smoke> smoke, Replay replay) {
  /** What a server gets that says nothing. */
  public static final Dev DEFAULT = new Dev(new Watch.Inferred(), List.of(), new Build.None(),
      Duration.ofMillis(100), List.of(), new Replay.Remember());

  public Dev {
    Objects.requireNonNull(watch);
    Objects.requireNonNull(build);
    Objects.requireNonNull(replay);
    smoke = List.copyOf(smoke);
    ignore = List.copyOf(ignore);
    if (debounce.isNegative()) throw new IllegalArgumentException("a negative debounce");
  }

  /** The same, watched otherwise. */
  public Dev with(Watch otherwise) {
    return new Dev(otherwise, ignore, build, debounce, smoke, replay);
  }
}
