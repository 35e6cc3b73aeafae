package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.install.Agreement;
import dev.hotplug.app.install.ByHand;
import dev.hotplug.app.install.ChangeText;
import dev.hotplug.app.install.ToolChanges;
import dev.hotplug.installer.Change;
import dev.hotplug.installer.Plan;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import dev.hotplug.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is answered to who wants another version of an installed server. */
final class UpdateAnswers {
  /** The fields of an answer about another version, for output schemas. */
  static final String FIELDS = """
      "server_name": {"type": "string"},
      "from_commit": {"type": "string"},
      "message": {"type": "string"},
      "generation": {"type": "integer"},
      "warnings": {"type": "array", "items": {"type": "string"}},
      """ + Facts.DIFF_FIELD + "," + Quarantined.FIELD;

  /** In characters. */
  private static final int MOST_NAMES = 4_000;
  private static final int MOST_CHANGED = 100;
  private static final int MOST_LINES = 60;
  private static final int LONGEST_LINE = 400;

  private UpdateAnswers() {}

  /**
   * The answer where nobody has to agree any more.
   *
   * @param what {@code "The update"}
   * @param succession what has become of the server that runs
   */
  static Answer of(String what, String server, UpdateOutcome outcome, Succession succession) {
    return switch (outcome) {
      case UpdateOutcome.Done done -> done(done, succession);
      case UpdateOutcome.Newest(var installed, var why) -> Answer.success()
          .put("status", "newest")
          .about(installed.name())
          .put("commit", installed.commit())
          .put("message", why);
      case UpdateOutcome.Unknown(var known) -> unknown(server, known);
      case UpdateOutcome.Failed(var why) -> InstallAnswers.failed(what, why).about(server);
      case UpdateOutcome.Declined(var plan) -> Answer
          .undecided("declined",
              "The user said no; nothing was run, and commit " + from(plan)
                  + " stays installed. Do not ask again unless the user wants it.")
          .about(server);
      case UpdateOutcome.NeedsConfirmation(var plan) ->
        throw new IllegalArgumentException("nobody has agreed to " + plan.commit());
    };
  }

  private static Answer done(UpdateOutcome.Done done, Succession succession) {
    var server = done.server();
    var answer = Answer.success()
        .put("status", "updated")
        .about(server.name())
        .put("commit", server.commit())
        .put("from_commit", done.from())
        .put("message",
            "\"" + server.name() + "\" is of commit " + server.commit() + " now; commit "
                + done.from() + " is kept to go back to. " + whoRuns(server.name(), succession))
        .put("next_step", "If it does not do, go back: " + Example.rollback(server.name()) + ".");
    succession.generation().ifPresent(generation -> answer.put("generation", generation));
    var warnings = new ArrayList<>(done.remarks());
    ToolChanges.of(done)
        .ifPresentOrElse(diff -> Facts.putDiff(diff, MOST_NAMES, MOST_CHANGED, answer.content()),
            () -> warnings
                .add("Which tools have changed cannot be told: those of the version before "
                    + "are not remembered."));
    succession.addQuarantine(answer);
    return answer.put("warnings", Excerpt.ofWarnings(warnings));
  }

  private static String whoRuns(String server, Succession succession) {
    var here = succession.generation().isPresent() ? "It was reloaded."
        : "It does not run here; " + Example.load(server) + " starts it.";
    return here + " Another Hotplug that runs it goes on with the version before until it reloads "
        + "it, by itself where it watches the server's files.";
  }

  /** The answer where somebody has to agree. */
  static Answer open(UpdateRequest request, Plan plan, Agreement agreement) {
    var answer = Answer.undecided("needs_confirmation", howToAgree(request, plan, agreement))
        .about(plan.name())
        .put("commit", plan.commit());
    PlanFacts.put(plan, answer.content());
    plan.change().ifPresent(change -> put(change, answer.content()));
    if (agreement.way() == Agreement.Way.HASH) answer.put("confirm", plan.hash());
    return agreement.remark().isEmpty() ? answer : answer.put("reason", agreement.remark());
  }

  private static void put(Change change, ObjectNode into) {
    into.put("from_commit", change.from());
    var words = into.putObject("update");
    ChangeText.of(change).forEach(words.putArray("notes")::add);
    var commits = words.putArray("commits");
    change.between().ifPresent(between -> {
      between.subjects().forEach(commits::add);
      words.put("more_commits", between.more());
    });
    var differences = words.putArray("plan_changes");
    Excerpt.ofSentences(change.differences().orElse(List.of()), MOST_LINES, LONGEST_LINE)
        .forEach(differences::add);
  }

  private static String howToAgree(UpdateRequest request, Plan plan, Agreement agreement) {
    var stays = "Nothing was run, and commit " + from(plan) + " stays installed. ";
    return stays + switch (agreement.way()) {
      case HASH -> "Show the user what is new; if they agree, call "
          + Example.update(request, Optional.of(plan.hash())) + ".";
      case QUESTION -> "Call it again to have the user asked again, or let the user run: "
          + ByHand.update(request) + ".";
      case BY_HAND -> "Let the user run: " + ByHand.update(request) + ".";
    };
  }

  private static String from(Plan plan) {
    return plan.change().map(Change::from).orElse("");
  }

  static Answer unknown(String server, List<String> known) {
    return Answer
        .failure(
            "No server named \"" + server + "\" was installed from git. Nothing was done."
                + Suggestion.sentence(server, known),
            "unknown_server",
            "list_installed_mcp_servers {} shows those that are; install_mcp_server_from_git "
                + "installs another.")
        .about(server);
  }
}
