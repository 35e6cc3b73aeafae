package dev.hotplug.app.cli;

import dev.hotplug.app.install.ByTrust;
import dev.hotplug.app.install.PlanText;
import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;

/** The consent of who types the command: the plan is shown, and the question asked. */
record ByTerminal(Terminal terminal, ByTrust trusted, Manner manner,
    Steps steps) implements Consent {
  /** How the question is asked. */
  enum Manner {
    /** It is asked, where somebody sits there. */
    ASK,
    /** The answer is yes. */
    YES,
    /** The plan is shown and nothing more. */
    SHOW;

    /** The one that the options of a command mean. */
    static Manner of(boolean yes, boolean dryRun) {
      if (dryRun) return SHOW;
      return yes ? YES : ASK;
    }
  }

  @Override
  public Verdict on(Plan plan) throws InterruptedException {
    steps.end();
    terminal.out().print(PlanText.of(plan));
    if (manner == Manner.SHOW) return Verdict.OPEN;
    if (manner == Manner.YES || trusted.on(plan) == Verdict.GRANTED) return Verdict.GRANTED;
    var doubt = trusted.remark(plan);
    if (!doubt.isEmpty()) terminal.out().println(doubt);
    return terminal.isInteractive() ? asked(PlanText.question(plan)) : Verdict.OPEN;
  }

  @Override
  public boolean isOnlyLooking() {
    return manner == Manner.SHOW;
  }

  private Verdict asked(String question) throws InterruptedException {
    try {
      return terminal.agrees(question) ? Verdict.GRANTED : Verdict.DECLINED;
    } catch (ClosedByInterruptException _) {
      // Nobody has ended the line of the question.
      terminal.out().println();
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
