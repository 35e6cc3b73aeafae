package dev.hotplug.app.engine;

import dev.hotplug.app.quarantine.Held;
import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.supervisor.SupervisorEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns at once of tools that are held back, though nobody has called one yet; once, until they are
 * free again, however often they change. Thread-safe.
 */
final class QuarantineWarnings {
  private final Quarantine quarantine;
  private final Engine.Listener listener;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  QuarantineWarnings(Quarantine quarantine, Engine.Listener listener) {
    this.quarantine = quarantine;
    this.listener = listener;
  }

  /** Hears what happens to servers. */
  void hear(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Loaded(var server, var started) -> look(server, started.generation());
      case SupervisorEvent.Reloaded(var server, var started) -> look(server, started.generation());
      case SupervisorEvent.ToolsChanged(var server, var generation, var _, var _) ->
        look(server, generation);
      case SupervisorEvent.Unloaded(var server) -> warned.remove(server);
      case SupervisorEvent.Starting _, SupervisorEvent.StartFailed _, SupervisorEvent.Exited _, SupervisorEvent.KeptEnded _, SupervisorEvent.Restarting _, SupervisorEvent.GaveUp _, SupervisorEvent.Retired _ -> {
        // Its tools are as they were, or it has none.
      }
    }
  }

  private void look(String server, long generation) {
    var held = quarantine.held(server, generation);
    if (held.isEmpty()) warned.remove(server);
    else if (warned.add(server)) warn(held.get());
  }

  private void warn(Held held) {
    var sentences = "The tools of \"" + held.server()
        + "\" are not those that were agreed to when it was "
        + "installed. They are quarantined: none can be called. Load it to see how they differ, or "
        + "run: " + held.byHand() + ".";
    EventLog.warn(sentences);
    listener.tell(Severity.WARNING, held.server(), sentences);
  }
}
