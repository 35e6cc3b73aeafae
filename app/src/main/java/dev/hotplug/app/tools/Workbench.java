package dev.hotplug.app.tools;

import dev.hotplug.app.debug.Debugging;
import dev.hotplug.app.lint.Linting;
import dev.hotplug.app.replay.Replays;
import dev.hotplug.app.watch.Watching;
import java.util.function.Supplier;

/**
 * What helps whoever writes a server.
 *
 * @param lint what would trouble clients of the servers that serve
 * @param debugging what has servers wait for debuggers
 * @param replay gives what remembers their calls, which begins with the first use of it
 * @param watch gives what follows their sources, likewise
 */
public record Workbench(Linting lint, Debugging debugging, Supplier<Replays> replay,
    Supplier<Watching> watch) {

  /** What remembers the calls of servers. */
  Replays replays() {
    return replay.get();
  }

  /** What follows the sources of servers. */
  Watching watching() {
    return watch.get();
  }
}
