package dev.hotplug.app.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.util.List;

/**
 * How one JSON value differs from another. Numbers are equal by value; a text that holds an object
 * or a list is compared as such, since tools answer with JSON in text.
 *
 * @param differences the first of them, in the order of the values
 * @param isCut whether there are more
 */
public record Comparison(List<Difference> differences, boolean isCut) {
  public Comparison {
    differences = List.copyOf(differences);
  }

  /** What leads from {@code before} to {@code after}. */
  public static Comparison between(JsonNode before, JsonNode after) {
    return new Walk(Walk.Measure.EVERYTHING).compare(before, after);
  }

  /**
   * What {@code actual} lacks of {@code expected}: of an object each member that is expected must
   * be there and hold at least what is expected of it, of a list each element at its place.
   */
  public static Comparison lacking(JsonNode expected, JsonNode actual) {
    return new Walk(Walk.Measure.AT_LEAST).compare(expected, actual);
  }

  /**
   * What leads from one result of a tool to another.
   *
   * @throws JsonProcessingException where one of them nests too deep to be read
   */
  public static Comparison between(Span before, Span after) throws JsonProcessingException {
    return before.equals(after) ? new Comparison(List.of(), false)
        : between(before.tree(), after.tree());
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }
}
