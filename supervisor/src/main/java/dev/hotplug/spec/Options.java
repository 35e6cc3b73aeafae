package dev.hotplug.spec;

import java.util.Objects;
import java.util.Optional;

/**
 * How Hotplug treats one server: the object {@code hotplug} inside its entry, where each key is
 * optional and what is missing or wrong takes its default.
 *
 * @param keepDetached whether processes that left the server's session survive its stop
 * @param keepPrevious whether the version before the one that serves is kept alive beside it
 * @param debug how a debugger is attached; empty where none is
 */
public record Options(Reload reload, Timeouts timeouts, Limits limits, Inherit inherit,
    boolean keepDetached, boolean keepPrevious, Optional<Debug> debug) {
  /** What a server gets that says nothing. */
  public static final Options DEFAULT = new Options(Reload.SWAP, Timeouts.DEFAULT, Limits.DEFAULT,
      Inherit.NOTHING_MORE, false, false, Optional.empty());

  /** One for a server that nobody works on. */
  public Options(Reload reload, Timeouts timeouts, Limits limits, Inherit inherit,
      boolean keepDetached) {
    this(reload, timeouts, limits, inherit, keepDetached, false, Optional.empty());
  }

  public Options {
    Objects.requireNonNull(reload);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(inherit);
    Objects.requireNonNull(debug);
  }
}
