package dev.hotplug.app.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One walk through two JSON values side by side. Used once, by one thread. */
final class Walk {
  /** Enough to see what happened; a list of which everything differs has thousands. */
  private static final int MOST = 50;

  /** In characters; what is longer is a document and no answer that somebody compares by member. */
  private static final int LONGEST_TEXT = 1024 * 1024;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** What counts as a difference. */
  enum Measure {
    EVERYTHING,
    /** Not what there is beyond what was expected. */
    AT_LEAST
  }

  private final Measure measure;
  private final ArrayList<Difference> found = new ArrayList<>();
  private boolean isCut;

  /** Texts within texts could hold more levels than a stack does. */
  private boolean isInText;

  Walk(Measure measure) {
    this.measure = measure;
  }

  Comparison compare(JsonNode before, JsonNode after) {
    step("$", before, after);
    return new Comparison(found, isCut);
  }

  private void step(String path, JsonNode before, JsonNode after) {
    if (isCut || before.equals(after)) return;
    if (before.isObject() && after.isObject()) members(path, before, after);
    else if (before.isArray() && after.isArray()) elements(path, before, after);
    else if (isText(before, after)) texts(path, before, after);
    else if (!isEqualNumber(before, after)) note(path, before, after);
  }

  private void members(String path, JsonNode before, JsonNode after) {
    var names = new LinkedHashSet<String>();
    before.fieldNames().forEachRemaining(names::add);
    if (measure == Measure.EVERYTHING) after.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      if (isCut) return;
      pair(path + member(name), before.get(name), after.get(name));
    }
  }

  private static String member(String name) {
    return PLAIN.matcher(name).matches() ? "." + name : "[" + Span.string(name) + "]";
  }

  private void elements(String path, JsonNode before, JsonNode after) {
    int same = measure == Measure.EVERYTHING ? sameAtTheEnd(before, after) : 0;
    int old = before.size() - same;
    int now = measure == Measure.EVERYTHING ? after.size() - same : Math.min(old, after.size());
    for (int i = 0; i < Math.max(old, now) && !isCut; i++) {
      pair(path + "[" + i + "]", i < old ? before.get(i) : null, i < now ? after.get(i) : null);
    }
  }

  /** What was put in, or taken out, in front or between would else make all that follows differ. */
  private static int sameAtTheEnd(JsonNode before, JsonNode after) {
    int most = Math.min(before.size(), after.size());
    int same = 0;
    while (same < most
        && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
      same++;
    }
    return same;
  }

  private void pair(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before == null || after == null) note(path, before, after);
    else step(path, before, after);
  }

  /** The new one is a text, which may hold what the old one is, or holds. */
  private static boolean isText(JsonNode before, JsonNode after) {
    return after.isTextual() && (before.isTextual() || before.isContainerNode());
  }

  private void texts(String path, JsonNode before, JsonNode after) {
    var old = before.isTextual() ? held(before) : Optional.of(before);
    var now = held(after);
    if (old.isEmpty() || now.isEmpty() || !isComparable(before, old.get(), now.get())) {
      note(path, before, after);
      return;
    }
    isInText = true;
    step(path, old.get(), now.get());
    isInText = false;
  }

  /** Who expects a text means that text, and who expects an object means what a text holds. */
  private boolean isComparable(JsonNode before, JsonNode old, JsonNode now) {
    return old.getNodeType() == now.getNodeType()
        && (measure == Measure.EVERYTHING) == before.isTextual();
  }

  private Optional<JsonNode> held(JsonNode text) {
    var words = text.asText();
    if (isInText || words.length() > LONGEST_TEXT) return Optional.empty();
    return Span.parse(words).filter(span -> span.isObject() || span.isArray()).flatMap(Walk::read);
  }

  private static Optional<JsonNode> read(Span span) {
    try {
      return Optional.of(span.tree());
    } catch (JsonProcessingException _) {
      // Too deep to be looked into: then it is a text like any other.
      return Optional.empty();
    }
  }

  private static boolean isEqualNumber(JsonNode before, JsonNode after) {
    return isDecimal(before) && isDecimal(after)
        && before.decimalValue().compareTo(after.decimalValue()) == 0;
  }

  /** What is too large for a double is read as infinite, and has no decimal value. */
  private static boolean isDecimal(JsonNode value) {
    return value.isIntegralNumber() || (value.isNumber() && Double.isFinite(value.doubleValue()));
  }

  private void note(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (found.size() == MOST) isCut = true;
    else found.add(new Difference(path, before, after));
  }
}
