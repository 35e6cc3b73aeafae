package dev.hotplug.app.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.compare.Comparison;
import dev.hotplug.app.compare.Difference;
import dev.hotplug.app.compare.Shown;
import dev.hotplug.spec.Smoke;
import dev.hotplug.wire.Span;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the result of one smoke test must hold. */
record Expectation(Smoke test, Shown shown) {
  /** What a result is where it does not say, and must be where nothing else is expected. */
  private static final String IS_ERROR = "isError";

  private static final Span NO_ERROR = Span.of("{\"isError\":false}");

  /** In bytes; a tree may take thirty times as much. */
  private static final int LARGEST = 1024 * 1024;

  private static final int MOST_DIFFERENCES = 3;

  /** In characters. */
  private static final int LONGEST_VALUE = 200;

  /** What is wrong with {@code result}, half a sentence; empty for nothing. */
  Optional<String> fault(Span result) {
    if (test.expect().isEmpty() && !isNoSuccess(result)) return Optional.empty();
    if (result.length() > LARGEST) {
      return Optional.of("it was answered with " + result.length() + " bytes, and at most "
          + LARGEST + " are compared");
    }
    try {
      var actual = result.tree();
      if (actual instanceof ObjectNode object && !object.has(IS_ERROR)) {
        object.set(IS_ERROR, BooleanNode.FALSE);
      }
      return fault(Comparison.lacking(test.expect().orElse(NO_ERROR).tree(), actual), actual);
    } catch (JsonProcessingException e) {
      return Optional.of("its result cannot be compared: " + e.getOriginalMessage());
    }
  }

  /** Looks at nothing else, however large the result is. */
  private static boolean isNoSuccess(Span result) {
    boolean isObject = result.isEmptyObject() || !result.members(1).isEmpty();
    var isError = result.member(IS_ERROR);
    return !isObject || (isError != null && !isError.toString().equals("false"));
  }

  private Optional<String> fault(Comparison comparison, JsonNode actual) {
    var found = comparison.differences();
    if (found.isEmpty()) return Optional.empty();
    var first = found.stream()
        .limit(MOST_DIFFERENCES)
        .map(difference -> words(shown.of(difference, LONGEST_VALUE), actual))
        .collect(Collectors.joining("; "));
    int more = found.size() - MOST_DIFFERENCES;
    return Optional.of(more <= 0 ? first
        : first + "; and " + more + (comparison.isCut() ? " at least" : "") + " more");
  }

  private String words(Difference difference, JsonNode actual) {
    var is = difference.after() == null ? "missing" : difference.after().toString();
    var why = difference.path().equals("$." + IS_ERROR) ? said(actual) : "";
    return difference.path() + " is " + is + why + ", expected " + difference.before();
  }

  /** An error that nobody expected says itself what it is. */
  private String said(JsonNode actual) {
    var text = actual.path("content").path(0).path("text");
    return text.isTextual() ? " (" + shown.words(text.asText(), LONGEST_VALUE) + ")" : "";
  }
}
