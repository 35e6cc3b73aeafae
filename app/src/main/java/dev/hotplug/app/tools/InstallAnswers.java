package dev.hotplug.app.tools;

import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.ByHand;
import dev.hotplug.installer.Choice;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.Plan;
import java.util.ArrayList;
import java.util.List;

/** What is answered to who wants a server installed. */
final class InstallAnswers {
  private static final int MOST_TAIL = 40;
  private static final int LONGEST_LINE = 500;
  private static final int MOST_CHOICES = 50;
  private static final int MOST_TOOLS = 8_000;

  private InstallAnswers() {}

  static Answer of(InstallWish wish, InstallOutcome outcome, Agreement agreement) {
    return switch (outcome) {
      case InstallOutcome.Done done -> done(done);
      case InstallOutcome.NeedsConfirmation(var plan) -> open(wish, plan, agreement);
      case InstallOutcome.Declined(var plan) -> Answer
          .undecided("declined",
              "The user said no; nothing of the repository was run, and nothing is left. Do not "
                  + "ask again unless the user wants it.")
          .about(plan.name());
      case InstallOutcome.NeedsChoice(var url, var choices) -> choice(wish, url, choices);
      case InstallOutcome.Failed failed -> failed("The installation", failed);
    };
  }

  private static Answer done(InstallOutcome.Done done) {
    var server = done.server();
    var answer = Answer.success()
        .put("status", "installed")
        .about(server.name())
        .put("commit", server.commit())
        .put("next_step",
            "Call " + Example.load(server.name()) + " to see its tools, or "
                + Example.call(server.name(), "…", "{…}") + ".")
        .put("warnings", Excerpt.ofWarnings(done.remarks()));
    var names = answer.content().putArray("tools");
    Excerpt.within(MOST_TOOLS, done.tools()).forEach(name -> names.addObject().put("name", name));
    return answer;
  }

  private static Answer open(InstallWish wish, Plan plan, Agreement agreement) {
    var answer = Answer.undecided("needs_confirmation", howToAgree(wish, plan, agreement))
        .about(plan.name());
    PlanFacts.put(plan, answer.content());
    if (agreement.way() == Agreement.Way.HASH) answer.put("confirm", plan.hash());
    return agreement.remark().isEmpty() ? answer : answer.put("reason", agreement.remark());
  }

  private static String howToAgree(InstallWish wish, Plan plan, Agreement agreement) {
    var hidden = wish.hasHidden() ? " Send the values of env_vars again; they are not shown." : "";
    return switch (agreement.way()) {
      case HASH -> "Nothing of the repository was run. Show the user the plan; if they agree, call "
          + wish.again(plan.url(), "confirm", plan.hash()) + "." + hidden;
      case QUESTION -> "Nothing of the repository was run. Call it again to have the user asked "
          + "again, or let the user run: " + ByHand.install(wish.request(), plan) + "." + hidden;
      case BY_HAND -> "Nothing of the repository was run. Let the user run: "
          + ByHand.install(wish.request(), plan) + ".";
    };
  }

  private static Answer choice(InstallWish wish, String url, List<Choice> choices) {
    var shown = choices.subList(0, Math.min(MOST_CHOICES, choices.size()));
    var first = shown.getFirst();
    var answer = Answer.undecided("needs_choice",
        "There are " + choices.size() + " servers in this repository; nothing of it was run. Pick "
            + "one by its argument, for instance: "
            + wish.again(url, first.argument(), first.value()) + ".");
    var array = answer.content().putArray("candidates");
    for (var choice : shown) {
      array.addObject()
          .put("what", choice.what())
          .put("argument", choice.argument())
          .put("value", choice.value());
    }
    return answer;
  }

  /**
   * The answer about what failed.
   *
   * @param what {@code "The installation"}
   */
  static Answer failed(String what, InstallOutcome.Failed failed) {
    var tail = failed.tail()
        .subList(Math.max(0, failed.tail().size() - MOST_TAIL), failed.tail().size());
    var lines = new ArrayList<String>();
    for (var line : tail) lines.add(Excerpt.of(line, LONGEST_LINE));
    var answer = Answer
        .failure(what + " failed at " + failed.step() + ": " + failed.reason(), "failed",
            failed.nextStep())
        .put("step", failed.step())
        .put("reason", failed.reason())
        .put("log_tail", lines);
    failed.log().ifPresent(log -> answer.put("log", log));
    return answer;
  }
}
