package dev.hotplug.app.watch;

import java.util.Optional;

/** That an {@link Observer} is told of changes. Thread-safe. */
interface Observation extends AutoCloseable {
  /**
   * Why changes are only noticed by looking every second or so, and what helps; empty when the
   * system tells of them.
   */
  Optional<String> degraded();

  /** Ends it; what is being told on another thread may still arrive. */
  @Override
  void close();
}
