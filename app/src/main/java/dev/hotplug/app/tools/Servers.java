package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.wire.Timer;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the meta-tools work with.
 *
 * @param configured the servers that may be loaded
 * @param supervisor those that are
 * @param quarantine what holds back tools that nobody has agreed to
 * @param bench what helps whoever writes one
 */
public record Servers(Configured configured, Supervisor supervisor, Quarantine quarantine,
    Workbench bench, Timer timer) {

  /** Whether it is the installation in {@code folder} that serves under {@code name} here. */
  boolean runs(String name, Path folder) {
    return supervisor.status(name)
        .map(ServerStatus::runningSpec)
        .filter(spec -> spec instanceof ServerSpec.Stdio stdio
            && Stream.concat(Stream.of(stdio.command()), stdio.args().stream())
                .anyMatch(word -> word.contains(folder.toString())))
        .isPresent();
  }
}
