package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.wire.Timer;
import java.util.function.Supplier;

/**
 * What the meta-tools work with.
 *
 * @param configured the servers that may be loaded
 * @param supervisor those that are
 * @param quarantine what holds back tools that nobody has agreed to
 * @param watch gives what follows their sources, which begins with the first use of it
 */
public record Servers(Configured configured, Supervisor supervisor, Quarantine quarantine,
    Supplier<Watching> watch, Timer timer) {

  /** What follows the sources of servers. */
  Watching watching() {
    return watch.get();
  }
}
