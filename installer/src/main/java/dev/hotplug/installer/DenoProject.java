package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code deno.json} of a folder says.
 *
 * @param file its name
 * @param json an object, or a missing node
 */
record DenoProject(Folder folder, String file, JsonNode json) {
  private static final String FILE = "deno.json";
  private static final String WITH_COMMENTS = "deno.jsonc";

  /** The one in {@code folder}, which need not be there. */
  static DenoProject in(Folder folder) {
    var file = folder.has(FILE) ? FILE : WITH_COMMENTS;
    return new DenoProject(folder, file, Documents.jsonWithComments(folder, file));
  }

  boolean exists() {
    return !json.isMissingNode();
  }

  /** Its name, without a scope; empty if it has none. */
  String name() {
    var name = Documents.string(json.path("name"));
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Its tasks, each with its command. */
  Map<String, String> tasks() {
    var all = new LinkedHashMap<String, String>();
    json.path("tasks").properties().forEach(it -> {
      var task = it.getValue();
      all.put(it.getKey(), Documents.string(task.isObject() ? task.path("command") : task));
    });
    return all;
  }

  /** The file that it gives to others; empty if there is none. */
  String export() {
    var exports = json.path("exports");
    return Documents.string(exports.isObject() ? exports.path(".") : exports);
  }

  /** What its imports are called, here and in the registries. */
  List<String> imports() {
    var all = new ArrayList<String>();
    json.path("imports").properties().forEach(it -> {
      all.add(it.getKey());
      all.add(Documents.string(it.getValue()));
    });
    return all;
  }
}
