package dev.hotplug.app.it;

import java.util.Optional;

/** Finds the small process that stands beside a Hotplug that runs servers. */
final class Watchdog {
  private static final String NAME = "hotplug-watchdog";

  private Watchdog() {}

  /** That of the Hotplug with this process id, as soon as there is one. */
  static ProcessHandle awaitOf(long hotplug) throws Exception {
    Await.until("a watchdog stands beside " + hotplug, () -> of(hotplug).isPresent());
    return of(hotplug).orElseThrow();
  }

  private static Optional<ProcessHandle> of(long hotplug) {
    return ProcessHandle.of(hotplug)
        .stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().commandLine().orElse("").contains(NAME))
        .findFirst();
  }
}
