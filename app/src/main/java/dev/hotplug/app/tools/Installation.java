package dev.hotplug.app.tools;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.wire.Timer;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

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
    var thread = Thread.currentThread();
    use.onCancel(_ -> thread.interrupt());
    var steps = new Steps();
    var end = new CompletableFuture<Boolean>();
    Ticker.until(end, use, _ -> steps.now(), timer);
    try {
      return installs.install(wish.request(), agreement, steps);
    } catch (InterruptedException e) {
      if (use.result().isCancelled()) throw e;
      throw new Misuse(Answer.failure(
          "The installation was cancelled because Hotplug is shutting down. Nothing is left of it "
              + "but its log.",
          "closed", "Start Hotplug again, and call this again."));
    } finally {
      end.complete(true);
    }
  }
}
