package dev.hotplug.app.tools;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.wire.Timer;
import java.util.ArrayList;

/** One installation that a client wanted, and how it went. */
record Installation(InstallWish wish, InstallOutcome outcome, Answer answer) {
  /**
   * Installs, or says what it would do. Waits; ends early, and leaves nothing, when the client
   * takes {@code use} back.
   *
   * @param tool the name of the tool that is used
   */
  static Installation of(ToolUse use, String tool, Installations installs, Timer timer)
      throws InterruptedException, Misuse {
    var wish = InstallWish.of(use, tool);
    var policy = installs.policy();
    var agreement = new Agreement(policy, wish.request(), wish.confirm(), use.question());
    var outcome = run(use, wish, agreement, installs, timer);
    var answer = InstallAnswers.of(wish, outcome, agreement);
    var warnings = new ArrayList<>(policy.problems());
    answer.content().path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return new Installation(wish, outcome, answer.put("warnings", Excerpt.ofWarnings(warnings)));
  }

  private static InstallOutcome run(ToolUse use, InstallWish wish, Agreement agreement,
      Installations installs, Timer timer) throws InterruptedException, Misuse {
    return new Undertaking(use, timer, "The installation", "Nothing is left of it but its log.")
        .run(progress -> installs.install(wish.request(), agreement, progress));
  }
}
