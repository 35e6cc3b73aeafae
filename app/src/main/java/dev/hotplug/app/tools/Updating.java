package dev.hotplug.app.tools;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.UpdateMeans;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import java.util.Optional;

/** One update that a client wanted. Confined to the thread of that use. */
record Updating(ToolUse use, Servers servers, Installations installations) {
  /**
   * Updates, or says what it would do. Waits; ends early, and leaves the version before, when the
   * client takes the use back.
   */
  Answer answer(String server, Optional<String> ref, Optional<String> confirm)
      throws InterruptedException, Misuse {
    var request = new UpdateRequest(server, ref);
    var renewal = installations.renewal(request);
    if (renewal.isEmpty()) {
      var known = installations.installed().stream().map(it -> it.name()).toList();
      return UpdateAnswers.unknown(server, known);
    }
    var agreement = new Agreement(installations.policy(), renewal.get(), confirm, use.question());
    var succession = new Succession(servers, server, use, installations);
    var outcome = new Undertaking(use, servers.timer(), "The update",
        "The version before stays installed.")
        .run(progress -> installations.update(request,
            new UpdateMeans(agreement, progress, succession::take)));
    if (outcome instanceof UpdateOutcome.Failed) succession.restore();
    return outcome instanceof UpdateOutcome.NeedsConfirmation(var plan)
        ? UpdateAnswers.open(request, plan, agreement)
        : UpdateAnswers.of("The update", server, outcome, succession);
  }
}
