package dev.hotplug.app.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hotplug.installer.ApprovedTools;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How one tool differs from what somebody has agreed to, for people.
 *
 * @param isNew whether there was no such tool
 * @param parts what is different in it, the description first
 */
public record Difference(String tool, boolean isNew, List<Part> parts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DESCRIPTION = "description";

  /** What stands for a definition that is not shown, or only in part. */
  private static final String WHOLE = "definition";

  /** How much of a text is shown, and how much before the place where it differs. */
  private static final int SHOWN = 1_000;
  private static final int BEFORE = 60;

  public Difference {
    parts = List.copyOf(parts);
  }

  /**
   * One member of a definition, each text from shortly before the place where they differ.
   *
   * @param before as somebody agreed to it; empty where there was none
   * @param now as it is; empty where there is none
   */
  public record Part(String name, String before, String now) {}

  static Difference of(ApprovedTools.Unapproved tool) {
    var before = tool.before();
    var parts = parts(before.map(Difference::tree).orElse(MissingNode.getInstance()),
        tree(tool.now()));
    if (parts.isEmpty() && before.isPresent()) parts = List.of(secret(before.get(), tool.now()));
    return new Difference(VisibleText.of(tool.name()), before.isEmpty(), parts);
  }

  /** One that is too long to be kept differs as a whole. */
  private static JsonNode tree(ApprovedTools.Definition definition) {
    if (definition.text().isEmpty()) {
      return JSON.createObjectNode().put(WHOLE, unshown("too long to be shown", definition));
    }
    try {
      return JSON.readTree(definition.text().get());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is kept is JSON", e);
    }
  }

  /** Two that would look the same. */
  private static Part secret(ApprovedTools.Definition before, ApprovedTools.Definition now) {
    var why = "differs in what is not shown, such as a secret";
    return new Part(WHOLE, unshown(why, before), unshown(why, now));
  }

  private static String unshown(String why, ApprovedTools.Definition definition) {
    return "(" + why + "; SHA-256 " + definition.hash() + ")";
  }

  private static List<Part> parts(JsonNode before, JsonNode now) {
    var names = new TreeSet<String>();
    before.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    names.remove("name");
    var parts = new ArrayList<Part>();
    for (var name : names) {
      if (before.path(name).equals(now.path(name))) continue;
      var part = part(name, text(before.path(name)), text(now.path(name)));
      if (name.equals(DESCRIPTION)) parts.addFirst(part);
      else parts.add(part);
    }
    return parts;
  }

  private static Part part(String name, String before, String now) {
    int start = Math.max(0, common(before, now) - BEFORE);
    return new Part(VisibleText.of(name), excerpt(before, start), excerpt(now, start));
  }

  private static int common(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) i++;
    return i;
  }

  private static String excerpt(String text, int start) {
    int from = Math.min(start, text.length());
    int to = Math.min(text.length(), from + SHOWN);
    return (from > 0 ? "…" : "") + VisibleText.of(text.substring(from, to))
        + (to < text.length() ? "… (" + (text.length() - to) + " more characters)" : "");
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode()) return "";
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
