package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.app.watch.News;
import dev.hotplug.app.watch.WatchStatus;
import java.util.List;

/** Facts about watching as several answers show them; {@code *_FIELD}s are for their schemas. */
final class WatchFacts {
  static final String BUILD_RESULT = """
      {"type": "object", "properties": {"at": {"type": "string"}, "ok": {"type": "boolean"}, \
      "took_ms": {"type": "integer"}, "outcome": {"type": "string"}, \
      "files": {"type": "array", "items": {"type": "string"}}, \
      "errors": {"type": "array", "items": {"type": "string"}}}, \
      "required": ["at", "ok", "took_ms", "outcome"]}""";

  static final String WATCH_FIELD = """
      "watch": {"type": "object", "properties": {
      "mode": {"enum": ["native", "polling", "paused", "off"]}, "why": {"type": "string"},
      "paths": {"type": "array", "items": {"type": "string"}},
      "files": {"type": "integer"}, "debounce_ms": {"type": "integer"},
      "warnings": {"type": "array", "items": {"type": "string"}},
      "build": {"type": "object", "properties": {
      "command": {"type": "array", "items": {"type": "string"}}, "why": {"type": "string"},
      "running": {"type": "boolean"}, "last":""" + BUILD_RESULT + """
      }, "required": ["command", "why", "running"]}},
      "required": ["mode", "why", "paths", "files"]}""";

  static final String FAILURE_FIELD = """
      "last_failure": {"type": "object", "properties": {"cause": {"type": "string"}, \
      "files": {"type": "array", "items": {"type": "string"}}, \
      "still_serving": {"type": ["integer", "null"]}}, "required": ["cause"]}""";

  /** In characters. */
  private static final int MOST_NAMES = 2_000;

  private WatchFacts() {}

  static void putWatch(WatchStatus status, ObjectNode into) {
    var watch = into.putObject("watch")
        .put("mode", Facts.word(status.mode()))
        .put("why", status.why());
    putTexts("paths", status.paths(), watch);
    watch.put("files", status.files()).put("debounce_ms", status.debounce().toMillis());
    if (!status.warnings().isEmpty()) putTexts("warnings", status.warnings(), watch);
    status.build().ifPresent(build -> {
      var words = watch.putObject("build");
      putTexts("command", build.command(), words);
      words.put("why", build.why()).put("running", build.isRunning());
      build.last().ifPresent(last -> words.set("last", describe(last)));
    });
  }

  private static ObjectNode describe(BuildResult build) {
    var words = JsonNodeFactory.instance.objectNode()
        .put("at", build.at().toString())
        .put("ok", build.isSuccess())
        .put("took_ms", build.took().toMillis())
        .put("outcome", build.outcome());
    putTexts("files", build.files(), words);
    if (!build.isSuccess()) putTexts("errors", build.errors(), words);
    return words;
  }

  static void putBuilds(List<BuildResult> builds, ArrayNode into) {
    for (var build : builds) into.add(describe(build));
  }

  static void putFailure(News.Failure failure, ObjectNode into) {
    var words = into.putObject("last_failure").put("cause", failure.cause());
    putTexts("files", failure.files(), words);
    Facts.putGeneration("still_serving", failure.stillServing(), words);
  }

  private static void putTexts(String name, List<String> texts, ObjectNode into) {
    Excerpt.within(MOST_NAMES, texts).forEach(into.putArray(name)::add);
  }
}
