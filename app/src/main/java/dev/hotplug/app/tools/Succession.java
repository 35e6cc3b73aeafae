package dev.hotplug.app.tools;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.Handover.Refusal;
import dev.hotplug.supervisor.StartOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Has a server that runs here run another version: a reload, so that the old version answers until
 * the new one does. One that does not run starts with that version when it is next loaded. Confined
 * to one use of a tool; whoever asks afterwards happens after.
 */
final class Succession {
  private final Servers servers;
  private final String server;
  private final ToolUse use;
  private final Installations installs;
  private OptionalLong generation = OptionalLong.empty();

  /** Whether a reload of ours did not lead to the new version. */
  private boolean hasFailed;

  /** One for the installed server {@code server}, which may run or not, or not be installed. */
  Succession(Servers servers, String server, ToolUse use, Installations installs) {
    this.servers = servers;
    this.server = server;
    this.use = use;
    this.installs = installs;
  }

  /** Now: it may have been loaded or unloaded while the new version was built. */
  private boolean isRun() {
    return installs.installed()
        .stream()
        .filter(it -> it.name().equals(server))
        .anyMatch(it -> servers.runs(server, it.folder()));
  }

  /** As {@link dev.hotplug.installer.Handover#take}. */
  Optional<Refusal> take() {
    if (!isRun()) return Optional.empty();
    return switch (servers.configured().resolve(server)) {
      case Configured.Resolved.Refused(var answer) ->
        Optional.of(new Refusal(answer.error(), List.of()));
      case Configured.Resolved.Startable(var spec, var _) -> {
        var reloading = servers.supervisor().reload(spec);
        Ticker.until(reloading, use, "reloading " + server, servers.timer());
        yield refusal(reloading.join());
      }
    };
  }

  private Optional<Refusal> refusal(StartOutcome outcome) {
    if (!(outcome instanceof StartOutcome.Serving(var started, var _))) {
      hasFailed = true;
      var tail = outcome instanceof StartOutcome.Failed(var cause, var _) ? cause.stderrTail()
          : List.<String>of();
      return Optional.of(new Refusal(NotStarted.answer(server, outcome).error(), tail));
    }
    generation = OptionalLong.of(started.generation());
    return Optional.empty();
  }

  /** The generation that runs the new version; empty where none does. */
  OptionalLong generation() {
    return generation;
  }

  /** Adds to {@code answer} what is held back of the generation that runs the new version. */
  void addQuarantine(Answer answer) {
    if (generation.isEmpty()) return;
    Quarantined.of(servers, server)
        .ifPresent(held -> Quarantined.add(held,
            servers.quarantine().approval(Optional.empty(), use.question()), answer));
  }

  /**
   * Has it run again if we have stopped it: one that may not run beside itself is stopped first.
   */
  void restore() {
    if (!hasFailed || servers.supervisor().status(server).filter(it -> it.serves()).isPresent())
      return;
    if (servers.configured()
        .resolve(server) instanceof Configured.Resolved.Startable(var spec, var _)) {
      var _ = servers.supervisor().load(spec).join();
    }
  }
}
