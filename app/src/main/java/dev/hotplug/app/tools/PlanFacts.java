package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.installer.Plan;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A plan as answers show it. Of what will be run or written nothing is left out, since it is what
 * somebody agrees to; what is said about it has its bounds.
 */
final class PlanFacts {
  private static final int MOST_SENTENCES = 30;
  private static final int LONGEST_SENTENCE = 400;

  private PlanFacts() {}

  static void put(Plan plan, ObjectNode into) {
    var words = into.putObject("plan")
        .put("server_name", plan.name())
        .put("git_url", plan.url())
        .put("commit", plan.commit())
        .put("ecosystem", plan.ecosystem());
    plan.subdir().ifPresent(subdir -> words.put("subdir", subdir));
    putSteps(plan.steps(), words);
    putTexts(plan.start(), words.putArray("start"));
    putLists(plan.otherStarts(), Function.identity(), words.putArray("other_starts"));
    putTexts(plan.env(), words.putArray("env"));
    putTexts(plan.given(), words.putArray("env_given"));
    putTexts(plan.files(), words.putArray("files"));
    words.put("allow_scripts", plan.allowScripts()).put("expose", Facts.word(plan.exposure()));
    putTexts(excerpt(plan.warnings()), words.putArray("warnings"));
    putTexts(excerpt(plan.evidence()), words.putArray("evidence"));
  }

  /** Lists side by side: the n-th of each is of the n-th command. */
  private static void putSteps(List<Plan.Order> steps, ObjectNode words) {
    putLists(steps, Plan.Order::line, words.putArray("steps"));
    putTexts(steps.stream().map(Plan.Order::folder).toList(), words.putArray("steps_in"));
    putLists(steps, Plan.Order::retry, words.putArray("steps_retried_as"));
  }

  private static List<String> excerpt(List<String> sentences) {
    return Excerpt.ofSentences(sentences, MOST_SENTENCES, LONGEST_SENTENCE);
  }

  private static <T> void putLists(List<T> all, Function<T, List<String>> list, ArrayNode into) {
    for (var one : all) putTexts(list.apply(one), into.addArray());
  }

  private static void putTexts(Collection<String> texts, ArrayNode into) {
    texts.forEach(into::add);
  }
}
