package dev.hotplug.app.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.compare.Comparison;
import dev.hotplug.app.compare.Shown;
import dev.hotplug.wire.Span;

/**
 * Two calls alike of two generations, which have ended.
 *
 * @param old that of the generation which had served before
 */
record Compared(GenerationCall.End old, GenerationCall.End now) {
  /** Of each result, in bytes; a tree may take thirty times as much. */
  private static final int LARGEST = 1024 * 1024;

  /** Of what differs in one place, in characters. */
  private static final int LONGEST_VALUE = 1_000;

  /** Of all that differs, in characters. */
  private static final int MOST_CHARACTERS = 30_000;

  /** What there is to say of them, secrets taken out. */
  Answer answer() {
    var shown = new Shown(old.target().redaction().and(now.target().redaction()));
    var answer = answer(shown).about(old.call().server());
    var content = answer.content();
    content.putObject("generations")
        .put("old", old.target().generation())
        .put("new", now.target().generation());
    describe(old, shown, content.putObject("old"));
    describe(now, shown, content.putObject("new"));
    return answer;
  }

  /** A difference there is only between two that spoke. */
  private Answer answer(Shown shown) {
    var before = old.said();
    var after = now.said();
    if (before == null) return unanswered(old, shown);
    if (after == null) return unanswered(now, shown);
    return Math.max(before.length(), after.length()) > LARGEST
        ? incomparable("one has more than " + LARGEST + " bytes")
        : answer(before, after, shown);
  }

  private static Answer unanswered(GenerationCall.End end, Shown shown) {
    var failure = end.failure();
    return failure.put("error", "Generation " + end.target().generation() + " cannot be compared. "
        + shown.words(failure.error(), LONGEST_VALUE));
  }

  private Answer answer(Span before, Span after, Shown shown) {
    try {
      var comparison = compared(before, after);
      var answer = Answer.success();
      answer.content().put("equal", comparison.isEmpty() && old.isAnswered() == now.isAnswered());
      if (isCut(comparison, shown, answer.content())) {
        answer.put("note", "There are more differences, left out for want of room.");
      }
      return answer;
    } catch (JsonProcessingException e) {
      return incomparable(shown.words(e.getOriginalMessage(), LONGEST_VALUE));
    }
  }

  private static Answer incomparable(String why) {
    return Answer.failure("The two results cannot be compared: " + why + ". Both calls were made.",
        "incomparable",
        "Ask the tool for less, or call each generation by its number and compare them yourself.");
  }

  /** Secrets are taken out first, so that a new key is no difference. */
  private Comparison compared(Span before, Span after) throws JsonProcessingException {
    if (before.equals(after)) return Comparison.between(before, after);
    return Comparison.between(old.target().redaction().clean(before.tree()),
        now.target().redaction().clean(after.tree()));
  }

  /** Puts as many in as there is room for; returns whether there are more. */
  private static boolean isCut(Comparison comparison, Shown shown, ObjectNode into) {
    var array = into.putArray("differences");
    int left = MOST_CHARACTERS;
    for (var difference : comparison.differences()) {
      var clean = shown.of(difference, LONGEST_VALUE);
      var words = array.objectNode();
      ReplayFacts.put(clean, words);
      left -= words.toString().length();
      if (left < 0) return true;
      array.add(words);
    }
    return comparison.isCut();
  }

  private static void describe(GenerationCall.End end, Shown shown, ObjectNode into) {
    into.put("is_error", end.isError()).put("ms", end.took().toMillis());
    if (end.isAnswered()) return;
    into.put("error", shown.words(end.failure().error(), LONGEST_VALUE));
  }
}
