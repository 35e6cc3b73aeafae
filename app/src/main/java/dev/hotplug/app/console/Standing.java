package dev.hotplug.app.console;

import dev.hotplug.app.watch.WatchStatus;
import dev.hotplug.supervisor.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a server stands at one moment.
 *
 * @param generation the one that serves; empty where none does
 * @param uptime how long that has served, in whole seconds
 * @param pids the processes of all its generations, ascending
 * @param watch how it is watched; empty until it is
 */
record Standing(String server, ServerState state, OptionalLong generation, Duration uptime,
    List<Long> pids, Optional<WatchStatus> watch) {
  Standing {
    pids = List.copyOf(pids);
  }
}
