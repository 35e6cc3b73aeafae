package dev.hotplug.app.install;

import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Plan;

/** The consent of the user, whom the client asks. Confined to the thread that installs. */
final class ByUser implements Consent {
  private final UserQuestion question;

  ByUser(Question question) {
    this.question = new UserQuestion(question, "install",
        "install runs these commands; cancel runs nothing");
  }

  @Override
  public Verdict on(Plan plan) throws InterruptedException {
    return question.ask(PlanText.of(plan) + "\nAll of this runs with your rights. "
        + PlanText.question(plan) + " Nothing has been run so far.");
  }

  /** As {@link UserQuestion#unanswered}. */
  String unanswered() {
    return question.unanswered();
  }
}
