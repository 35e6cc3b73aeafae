package dev.hotplug.app.engine;

import dev.hotplug.app.watch.Announcer;
import dev.hotplug.supervisor.SupervisorEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens to servers into the log. Loaded, with the logging backend, by the first
 * event.
 */
final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger("servers");

  private EventLog() {}

  static void warn(String sentence) {
    LOG.warn(sentence);
  }

  static void announce(Announcer.Level level, String sentences) {
    switch (level) {
      case INFO -> LOG.info(sentences);
      case WARNING -> LOG.warn(sentences);
      case ERROR -> LOG.error(sentences);
    }
  }

  static void log(SupervisorEvent event) {
    switch (event) {
      case SupervisorEvent.Starting(var server, var generation, var _, var _) ->
        LOG.debug("{}: generation {} starts", server, generation);
      case SupervisorEvent.Loaded(var server, var started) ->
        LOG.info("{}: generation {} serves, {} tools", server, started.generation(),
            started.tools().tools().size());
      case SupervisorEvent.Reloaded(var server, var started) ->
        LOG.info("{}: generation {} took over from {}", server, started.generation(),
            started.oldGeneration().orElse(0));
      case SupervisorEvent.ToolsChanged(var server, var generation, var _, var diff) ->
        LOG.info("{}: generation {} changed its tools, {} added, {} removed, {} others", server,
            generation, diff.added().size(), diff.removed().size(), diff.changed().size());
      case SupervisorEvent.StartFailed(var server, var generation, var cause, var still) ->
        LOG.warn("{}: generation {} did not start: it {}; {}", server, generation, cause.what(),
            still.isPresent() ? "generation " + still.getAsLong() + " still serves"
                : "none serves");
      case SupervisorEvent.Unloaded(var server) -> LOG.info("{}: unloaded", server);
      case SupervisorEvent.Exited(var server, var generation, var cause) ->
        LOG.warn("{}: generation {} {}", server, generation, cause.what());
      case SupervisorEvent.KeptEnded(var server, var generation, var cause) ->
        LOG.warn("{}: generation {}, which was kept, {}", server, generation, cause.what());
      case SupervisorEvent.Restarting(var server, var crashes, var pause) ->
        LOG.warn("{}: restarts in {} ms after crash {}", server, pause.toMillis(), crashes);
      case SupervisorEvent.GaveUp(var server, var cause) ->
        LOG.error("{}: given up, it {}; a load or reload tries again", server, cause.what());
      case SupervisorEvent.Retired(var server, var retirement) ->
        LOG.info("{}: generation {} is gone by {}, {} calls cut, {} processes swept", server,
            retirement.generation(), retirement.stopped().endedBy(), retirement.cut(),
            retirement.stopped().swept().size());
    }
  }
}
