package dev.hotplug.spec;

import java.util.Objects;

/**
 * How Hotplug treats one server: the object {@code hotplug} inside its entry, where each key is
 * optional and what is missing or wrong takes its default.
 *
 * @param keepDetached whether processes that left the server's session survive its stop
 */
public record Options(Reload reload, Timeouts timeouts, Limits limits, Inherit inherit,
    boolean keepDetached) {
  /** What a server gets that says nothing. */
  public static final Options DEFAULT = new Options(Reload.SWAP, Timeouts.DEFAULT, Limits.DEFAULT,
      Inherit.NOTHING_MORE, false);

  public Options {
    Objects.requireNonNull(reload);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(inherit);
  }
}
