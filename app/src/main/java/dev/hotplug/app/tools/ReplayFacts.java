package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.compare.Difference;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.replay.Repeated;
import dev.hotplug.app.replay.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What came of repeated calls, as answers show it; bounded, however much there is. */
final class ReplayFacts {
  /** How results differ, for output schemas. */
  static final String DIFFERENCES = """
      "differences": {"type": "array", "items": {"type": "object", "properties": {\
      "path": {"type": "string"}, "change": {"enum": ["added", "removed", "changed"]}}, \
      "required": ["path", "change"]}}""";

  /** For output schemas. */
  static final String FIELDS = """
      "equal": {"type": "integer"}, "different": {"type": "integer"}, "failed": {"type": "integer"},
      "calls": {"type": "array", "items": {"type": "object", "properties": {\
      "id": {"type": "integer"}, "tool": {"type": "string"}, "arguments": {"type": "string"}, \
      "outcome": {"enum": ["equal", "different", "failed"]}, "reason": {"type": "string"}, \
      """ + DIFFERENCES + """
      , "more": {"type": "boolean"}}, \
      "required": ["id", "tool", "outcome"]}},
      "not_repeated": {"type": "array", "items": {"type": "object", "properties": {\
      "id": {"type": "integer"}, "tool": {"type": "string"}, "reason": {"type": "string"}}, \
      "required": ["id", "reason"]}}
      """;

  /** The same within an object. */
  static final String FIELD = "\"replay\": {\"type\": \"object\", \"properties\": {" + FIELDS
      + "}, \"required\": [\"equal\", \"different\", \"failed\", \"calls\"]}";

  /** Beyond this many characters of calls, only how they came out is said. */
  private static final int MOST_DESCRIBED = 20_000;

  /** The same beside an answer of the server's own. */
  private static final int MOST_BRIEFLY_DESCRIBED = 4_000;

  private static final int MOST_BRIEF = 10;
  private static final int MOST_LEFT = 100;
  private static final int LONGEST_NAME = 100;

  private ReplayFacts() {}

  /** Repeats calls for {@code use}, which is told how long it takes. */
  static Outcome repeat(Servers servers, ToolUse use, String server, Wanted wanted)
      throws InterruptedException {
    var thread = Thread.currentThread();
    use.onCancel(_ -> thread.interrupt());
    var end = new CompletableFuture<Boolean>();
    Ticker.until(end, use, "repeating calls of " + server, servers.timer());
    try {
      return servers.bench().replays().repeat(server, wanted);
    } finally {
      end.complete(true);
    }
  }

  /** Puts all of {@code outcome} in for which there is room; returns what was described in full. */
  static List<Repeated> put(Outcome outcome, ObjectNode into) {
    putCounts(outcome, into);
    var described = putCalls(outcome.calls(), MOST_DESCRIBED, into.putArray("calls"));
    if (!outcome.left().isEmpty()) putLeft(outcome, into);
    return described;
  }

  private static void putLeft(Outcome outcome, ObjectNode into) {
    var left = into.putArray("not_repeated");
    for (var one : outcome.left().subList(0, Math.min(MOST_LEFT, outcome.left().size()))) {
      var line = left.addObject().put("id", one.id());
      if (!one.tool().isEmpty()) line.put("tool", Excerpt.of(one.tool(), LONGEST_NAME));
      line.put("reason", one.reason());
    }
  }

  /** Puts in the counts, and the first that were not answered as before; returns as above. */
  static List<Repeated> putBrief(Outcome outcome, ObjectNode into) {
    putCounts(outcome, into);
    var eventful = outcome.calls()
        .stream()
        .filter(call -> !(call instanceof Repeated.Equal))
        .limit(MOST_BRIEF)
        .toList();
    return putCalls(eventful, MOST_BRIEFLY_DESCRIBED, into.putArray("calls"));
  }

  private static void putCounts(Outcome outcome, ObjectNode into) {
    into.put("equal", outcome.equal())
        .put("different", outcome.different())
        .put("failed", outcome.failed());
  }

  /** Puts {@code calls} in, those described, which it returns, that {@code room} has place for. */
  private static List<Repeated> putCalls(List<Repeated> calls, int room, ArrayNode into) {
    var told = new ArrayList<Repeated>();
    int left = room;
    for (var call : calls) {
      var described = describe(call);
      int length = described.toString().length();
      if (length > left) {
        into.add(named(call));
        continue;
      }
      into.add(described);
      told.add(call);
      left -= length;
    }
    return told;
  }

  private static ObjectNode named(Repeated repeated) {
    return JsonNodeFactory.instance.objectNode()
        .put("id", repeated.call().id())
        .put("tool", Excerpt.of(repeated.call().tool(), LONGEST_NAME))
        .put("outcome", switch (repeated) {
          case Repeated.Equal _ -> "equal";
          case Repeated.Different _ -> "different";
          case Repeated.Failed _ -> "failed";
        });
  }

  private static ObjectNode describe(Repeated repeated) {
    var line = named(repeated).put("arguments", repeated.call().shownArguments());
    switch (repeated) {
      case Repeated.Equal _ -> {
        // There is no more to say.
      }
      case Repeated.Different(var _, var differences, var isCut, var _) -> {
        var array = line.putArray("differences");
        differences.forEach(difference -> put(difference, array.addObject()));
        if (isCut) line.put("more", true);
      }
      case Repeated.Failed(var _, var reason) -> line.put("reason", reason);
    }
    return line;
  }

  /** Puts in what may be shown of a difference. */
  static void put(Difference difference, ObjectNode into) {
    into.put("path", difference.path()).put("change", Facts.word(difference.kind()));
    if (difference.before() != null) into.set("before", difference.before());
    if (difference.after() != null) into.set("after", difference.after());
  }
}
