package dev.hotplug.app.tools;

import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.wire.Timer;

/**
 * What the meta-tools work with.
 *
 * @param configured the servers that may be loaded
 * @param supervisor those that are
 */
public record Servers(Configured configured, Supervisor supervisor, Timer timer) {}
