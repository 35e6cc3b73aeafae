package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.supervisor.Started;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.util.ArrayList;
import java.util.List;

/** What a load or a reload answers when a server serves; bounded, however much it offers. */
final class Loaded {
  /** Its fields, for output schemas. */
  static final String FIELDS = """
      "server_name": {"type": "string"},
      "generation": {"type": "integer"},
      "tools": {"type": "array", "items": {"type": "object", "properties": {\
      "name": {"type": "string"}, "description": {"type": "string"}, \
      "signature": {"type": "string"}}, "required": ["name"]}},
      "tool_count": {"type": "integer"},
      "warnings": {"type": "array", "items": {"type": "string"}},
      """ + DebugFacts.FIELD;

  /** Beyond this many characters of tools, only their names are listed. */
  private static final int MOST_DESCRIBED = 18_000;

  /** Beyond this many, nothing is. */
  private static final int MOST_LISTED = 24_000;

  /** What an entry of the list costs beside its texts. */
  private static final int FRAME = 45;

  private Loaded() {}

  /**
   * The answer.
   *
   * @param tools what it offers by now
   * @param warnings besides those that its start and the length of its list give cause to
   */
  static Answer answer(String server, Started started, ToolCatalog tools, List<String> warnings) {
    var answer = Answer.success().about(server).put("generation", started.generation());
    var all = new ArrayList<String>();
    started.displaced().ifPresent(elder -> all.add(displaced(elder, server)));
    all.addAll(list(tools.tools(), answer.content().putArray("tools"), server));
    all.addAll(warnings);
    return answer.put("tool_count", tools.tools().size()).put("warnings", Excerpt.ofWarnings(all));
  }

  private static String displaced(Hindrance.Elder elder, String server) {
    return "It could not start beside generation " + elder.generation() + ", which had "
        + elder.place() + ", so that one was stopped first and calls had to wait. \"hotplug\": "
        + "{\"reload\": \"replace\"} in the entry of \"" + server + "\" saves the try that fails.";
  }

  /** Lists tools as far as there is room, and says what was left out. */
  private static List<String> list(List<Tool> tools, ArrayNode array, String server) {
    int used = 0;
    int described = 0;
    for (var tool : tools) {
      int bare = tool.name().length() + FRAME;
      if (used + bare > MOST_LISTED) continue;
      used += bare;
      var line = array.addObject().put("name", tool.name());
      if (used > MOST_DESCRIBED) continue;
      described++;
      used += describe(tool, line);
    }
    return leftOut(tools.size() - array.size(), array.size() - described, server);
  }

  private static int describe(Tool tool, ObjectNode line) {
    var description = Signature.line(tool);
    var signature = Signature.of(tool);
    line.put("description", description).put("signature", signature);
    return description.length() + signature.length();
  }

  private static List<String> leftOut(int unlisted, int named, String server) {
    var sentences = new ArrayList<String>();
    if (unlisted > 0) sentences.add(unlisted + " tools are not listed, for want of room.");
    if (named > 0) {
      sentences.add(named + " tools are listed by name only. " + Example.info(server, "…")
          + " shows one whole.");
    }
    return sentences;
  }
}
