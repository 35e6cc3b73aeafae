package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one use of a meta-tool, read as leniently as models write them: the whole as a
 * JSON string, numbers as strings, names a little off.
 *
 * @param members what was sent, by name
 * @param rightCall how the tool is called, for those who did not
 */
record Arguments(Map<String, Span> members, String rightCall) {
  private static final Map<String, List<String>> SYNONYMS = Map.of("server_name",
      List.of("server", "serverName", "mcp_server", "name"), "tool_name",
      List.of("tool", "toolName", "name"), "tail", List.of("lines", "limit", "n"), "grep",
      List.of("filter", "pattern"), "since_generation", List.of("generation"));

  static Arguments of(ToolUse use, String rightCall) {
    var sent = use.arguments();
    var text = sent.text();
    var object = text == null ? Optional.of(sent) : Span.parse(text);
    return new Arguments(object.map(Span::members).orElse(Map.of()), rightCall);
  }

  String text(String name) throws Misuse {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    var value = find(name);
    if (value == null || value.toString().equals("null")) return Optional.empty();
    var text = value.text();
    return Optional.of(text == null ? value.toString() : text);
  }

  Optional<Long> optionalNumber(String name) throws Misuse {
    var text = optionalText(name);
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Long.parseLong(text.get().strip()));
    } catch (NumberFormatException _) {
      throw new Misuse(wrong(name + " must be a whole number, and was " + text.get()));
    }
  }

  /** What was sent beside {@code named}. */
  Map<String, Span> beside(List<String> named) {
    var others = new LinkedHashMap<>(members);
    for (var name : named) {
      if (others.remove(name) != null) continue;
      for (var synonym : SYNONYMS.getOrDefault(name, List.of())) {
        if (others.remove(synonym) != null) break;
      }
    }
    return others;
  }

  private @Nullable Span find(String name) {
    var exact = members.get(name);
    if (exact != null) return exact;
    for (var synonym : SYNONYMS.getOrDefault(name, List.of())) {
      var found = members.get(synonym);
      if (found != null) return found;
    }
    return null;
  }

  private Misuse missing(String name) {
    var sent = members.isEmpty() ? "nothing" : String.join(", ", members.keySet());
    return new Misuse(wrong(name + " is missing; sent was: " + sent));
  }

  Answer wrong(String what) {
    return Answer.failure(what + ". Nothing was done.", "invalid_arguments",
        "Call it like this: " + rightCall);
  }
}
