package dev.hotplug.app.tools;

import dev.hotplug.app.debug.Debugging;
import dev.hotplug.app.lint.Linting;
import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.replay.Replays;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.wire.Timer;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the meta-tools work with.
 *
 * @param configured the servers that may be loaded
 * @param supervisor those that are
 * @param quarantine what holds back tools that nobody has agreed to
 * @param lint what would trouble clients of those that are
 * @param debugging what has them wait for debuggers
 * @param replaying gives what remembers their calls
 * @param watch gives what follows their sources, which begins with the first use of it
 */
public record Servers(Configured configured, Supervisor supervisor, Quarantine quarantine,
    Linting lint, Debugging debugging, Supplier<Replays> replaying, Supplier<Watching> watch,
    Timer timer) {

  /** Whether it is the installation in {@code folder} that serves under {@code name} here. */
  boolean runs(String name, Path folder) {
    return supervisor.status(name)
        .map(ServerStatus::runningSpec)
        .filter(spec -> spec instanceof ServerSpec.Stdio stdio
            && Stream.concat(Stream.of(stdio.command()), stdio.args().stream())
                .anyMatch(word -> word.contains(folder.toString())))
        .isPresent();
  }

  /** What remembers the calls of servers. */
  Replays replays() {
    return replaying.get();
  }

  /** What follows the sources of servers. */
  Watching watching() {
    return watch.get();
  }
}
