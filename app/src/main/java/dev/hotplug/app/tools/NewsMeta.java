package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.replay.Repeated;
import dev.hotplug.app.watch.News;
import dev.hotplug.wire.Meta;
import dev.hotplug.wire.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells, in the {@code _meta} of the next result of a server, what became of changes of its
 * sources, how its tools changed while it ran, and which repeated calls are answered otherwise:
 * {@code dev.hotplug/reloaded}, {@code dev.hotplug/reloadFailed}, {@code dev.hotplug/toolsChanged}
 * and {@code dev.hotplug/replayed}.
 */
final class NewsMeta {
  private static final int MOST_NAMES = 2_000;
  private static final int MOST_CHANGED = 50;

  private NewsMeta() {}

  /** The result with what there is to tell; the same bytes where there is nothing, or no room. */
  static Span tell(Servers servers, String server, long generation, Span result) {
    var item = servers.bench().watching().news(server, generation);
    var replayed = servers.bench().replays().news(server);
    if (item.isEmpty() && replayed.isEmpty()) return result;
    var members = new LinkedHashMap<String, Span>();
    item.ifPresent(it -> put(it, warnings(servers, server, it), members));
    var told = replayed.map(outcome -> put(outcome, members)).orElse(List.of());
    var withNews = Meta.add(result, members);
    // What nobody was told of still differs from what is expected at the next replay.
    if (withNews.isPresent()) servers.bench().replays().told(server, told);
    return withNews.orElse(result);
  }

  private static List<Repeated> put(Outcome outcome, Map<String, Span> members) {
    var words = JsonNodeFactory.instance.objectNode();
    var told = ReplayFacts.putBrief(outcome, words);
    members.put("dev.hotplug/replayed", Span.of(words));
    return told;
  }

  private static List<String> warnings(Servers servers, String server, News.Item item) {
    var reloaded = item.reloaded();
    return reloaded == null ? List.of()
        : servers.bench().lint().news(server, reloaded.generation());
  }

  private static void put(News.Item item, List<String> warnings, Map<String, Span> members) {
    var reloaded = item.reloaded();
    if (reloaded != null)
      members.put("dev.hotplug/reloaded", Span.of(describe(reloaded, warnings)));
    var failure = item.failure();
    if (failure != null) members.put("dev.hotplug/reloadFailed", Span.of(describe(failure)));
    var turned = item.turned();
    if (turned != null) members.put("dev.hotplug/toolsChanged", Span.of(describe(turned)));
  }

  private static ObjectNode describe(News.Reloaded reloaded, List<String> warnings) {
    var words = JsonNodeFactory.instance.objectNode()
        .put("generation", reloaded.generation())
        .put("cause", Facts.word(reloaded.change().kind()));
    putFiles(reloaded.change().files(), words);
    Facts.putDiff(reloaded.diff(), MOST_NAMES, MOST_CHANGED, words);
    if (warnings.isEmpty()) return words;
    Excerpt.ofWarnings(warnings).forEach(words.putArray("warnings")::add);
    return words;
  }

  private static ObjectNode describe(News.Turned turned) {
    var words = JsonNodeFactory.instance.objectNode().put("generation", turned.generation());
    Facts.putDiff(turned.diff(), MOST_NAMES, MOST_CHANGED, words);
    return words;
  }

  private static ObjectNode describe(News.Failure failure) {
    var words = JsonNodeFactory.instance.objectNode().put("cause", failure.cause());
    Facts.putGeneration("stillServing", failure.stillServing(), words);
    putFiles(failure.files(), words);
    return words;
  }

  private static void putFiles(List<String> files, ObjectNode into) {
    Excerpt.within(MOST_NAMES, files).forEach(into.putArray("files")::add);
  }
}
