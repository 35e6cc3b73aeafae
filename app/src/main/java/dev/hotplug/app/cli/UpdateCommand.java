package dev.hotplug.app.cli;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.UpdateMeans;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotplug update}: has a newer version of an installed server, once agreed to. */
@Command(name = "update", description = "Brings an installed server to the newest commit of its branch, or to another: shows what is new, asks, builds it beside the old version, sees that it answers, and switches.", mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Option(names = "--ref", paramLabel = "REF", description = "Branch, tag or whole commit (default: what was installed).")
  private @Nullable String ref;

  @Option(names = "--allow-local", description = "Let it come from a repository of this machine.")
  private boolean allowLocal;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Show what is new and do nothing.")
  private boolean dryRun;

  UpdateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal, allowLocal))) {
      var outcome = updated(shot.engine().installations().get());
      return dryRun && outcome instanceof UpdateOutcome.NeedsConfirmation
          ? terminal.done("Nothing was done, as --dry-run wants it.")
          : new VersionAnswer(terminal, server).print(outcome);
    }
  }

  private UpdateOutcome updated(Installations installs) throws InterruptedException {
    var request = new UpdateRequest(server, Optional.ofNullable(ref));
    var renewal = installs.renewal(request);
    if (renewal.isEmpty()) return new UpdateOutcome.Unknown(names(installs));
    var policy = installs.policy();
    policy.problems().forEach(problem -> terminal.err().println("hotplug: " + problem));
    var steps = new Steps(terminal);
    var consent = new ByTerminal(terminal, policy.trusted(renewal.get()),
        ByTerminal.Manner.of(yes, dryRun), steps);
    try {
      return installs.update(request, new UpdateMeans(consent, steps, Optional::empty));
    } catch (InterruptedException e) {
      steps.end();
      var _ = terminal.failed("the update was cancelled; the version before stays installed. Run "
          + "the same again when you want it.");
      throw e;
    } finally {
      steps.end();
    }
  }

  private static List<String> names(Installations installs) {
    return installs.installed().stream().map(it -> it.name()).toList();
  }
}
