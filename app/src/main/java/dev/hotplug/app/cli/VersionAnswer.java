package dev.hotplug.app.cli;

import dev.hotplug.app.install.ToolChanges;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.upstream.CatalogDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says, to who types, what became of another version of the server {@code name}. */
record VersionAnswer(Terminal terminal, String name) {

  /** Prints {@code outcome}; the exit code. */
  int print(UpdateOutcome outcome) {
    return switch (outcome) {
      case UpdateOutcome.Done done -> done(done);
      case UpdateOutcome.Newest(var _, var why) -> terminal.done(why);
      case UpdateOutcome.NeedsConfirmation _ ->
        terminal.failed("nothing was done, for there is nobody to ask. If you agree to this plan, "
            + "run the same with --yes.");
      case UpdateOutcome.Declined _ -> terminal.failed("nothing was done.");
      case UpdateOutcome.Unknown(var known) ->
        terminal.failed("no server named \"" + name + "\" is installed. Nothing was done."
            + Suggestion.sentence(name, known) + " hotplug list shows those that are.");
      case UpdateOutcome.Failed(var why) -> failed(why);
    };
  }

  private int done(UpdateOutcome.Done done) {
    done.remarks().forEach(terminal.err()::println);
    return terminal.done("\"" + name + "\" is of commit " + done.server().commit() + " now; commit "
        + done.from() + " is kept: hotplug rollback " + name + " goes back to it.\n"
        + changes(ToolChanges.of(done))
        + "\nA Hotplug that runs it goes on with the version before until it reloads it, by itself "
        + "where it watches the server's files.");
  }

  private static String changes(Optional<CatalogDiff> diff) {
    if (diff.isEmpty()) {
      return "Which tools have changed is not known: those of the version before are not "
          + "remembered.";
    }
    var parts = new ArrayList<String>();
    part("added", diff.get().added(), parts);
    part("removed", diff.get().removed(), parts);
    part("changed", changed(diff.get(), false), parts);
    part("changed so that calls may break", changed(diff.get(), true), parts);
    return parts.isEmpty() ? "Its tools are the same." : "Tools: " + String.join("; ", parts) + ".";
  }

  private static List<String> changed(CatalogDiff diff, boolean breaking) {
    return diff.changed()
        .stream()
        .filter(tool -> tool.breaking() == breaking)
        .map(CatalogDiff.Changed::name)
        .toList();
  }

  private static void part(String what, List<String> names, List<String> parts) {
    if (!names.isEmpty()) parts.add(what + ": " + String.join(", ", names));
  }

  private int failed(InstallOutcome.Failed failed) {
    failed.tail().forEach(line -> terminal.err().println("  " + line));
    return terminal.failed("it failed at " + failed.step() + ": " + failed.reason() + " "
        + ByCommand.of(failed.nextStep()) + failed.log().map(log -> " Its log: " + log).orElse(""));
  }
}
