package dev.hotplug.app.watch;

import dev.hotplug.supervisor.Supervisor;
import java.util.function.BooleanSupplier;

/**
 * What the loops of all servers work with.
 *
 * @param isConfiguring whether the configuration is being changed, and so perhaps what is started
 */
record Means(Supervisor supervisor, SourceWatcher watcher, Builder builder, Builds builds,
    Tidings tidings, BooleanSupplier isConfiguring) {}
