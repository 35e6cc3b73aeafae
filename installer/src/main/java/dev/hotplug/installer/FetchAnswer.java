package dev.hotplug.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the child that fetches says at its end.
 *
 * @param commit what it got; null when it got nothing
 * @param ref the whole name of the branch or tag that it was found by; null for neither
 * @param between what lies between the commit that was named and this one; null where nobody asked
 *   or nobody could tell
 * @param warnings whole sentences about what it got
 * @param reason why it got nothing; empty otherwise
 * @param nextStep what to do about that; empty otherwise
 */
record FetchAnswer(@Nullable String commit, @Nullable String ref, @Nullable Between between,
    List<String> warnings, String reason, String nextStep) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No line of progress begins like this. */
  private static final String BEGIN = "fetched ";

  FetchAnswer {
    warnings = List.copyOf(warnings);
  }

  static FetchAnswer got(String commit, List<String> warnings) {
    return new FetchAnswer(commit, null, null, warnings, "", "");
  }

  static FetchAnswer failed(Unfetchable why) {
    return new FetchAnswer(null, null, null, List.of(), why.reason(), why.nextStep());
  }

  /** The same, found by {@code name}. */
  FetchAnswer named(@Nullable String name) {
    return new FetchAnswer(commit, name, between, warnings, reason, nextStep);
  }

  /** The same, with what lies between. */
  FetchAnswer after(@Nullable Between commits) {
    return new FetchAnswer(commit, ref, commits, warnings, reason, nextStep);
  }

  /** Reads a line of the child; empty for one that is no answer. */
  static Optional<FetchAnswer> parse(String line) {
    if (!line.startsWith(BEGIN)) return Optional.empty();
    try {
      return Optional.of(JSON.readValue(line.substring(BEGIN.length()), FetchAnswer.class));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  String toLine() {
    try {
      return BEGIN + JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts", e);
    }
  }
}
