package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code package.json} of a folder, in the words of whoever wrote it.
 *
 * @param folder where it is
 * @param json an object
 */
record NodePackage(Folder folder, JsonNode json) {
  /** What npm calls it in every folder. */
  static final String FILE = "package.json";

  private static final List<String> DEPENDENCIES = List.of("dependencies", "optionalDependencies",
      "peerDependencies", "devDependencies");

  /** The one in {@code folder}; empty if there is none that can be read. */
  static Optional<NodePackage> in(Folder folder) {
    var json = Documents.json(folder, FILE);
    return json.isMissingNode() ? Optional.empty() : Optional.of(new NodePackage(folder, json));
  }

  /** Its name with the scope; empty if it has none. */
  String name() {
    return Documents.string(json.path("name"));
  }

  /** Its name without the scope; empty if it has none. */
  String baseName() {
    return name().substring(name().lastIndexOf('/') + 1);
  }

  /** The commands that it brings, each with its file, in the order of the file. */
  Map<String, String> bins() {
    var bin = json.path("bin");
    if (!bin.isTextual()) return strings(bin);
    return Map.of(baseName().isEmpty() ? "bin" : baseName(), bin.textValue());
  }

  Optional<String> script(String name) {
    return Optional.ofNullable(strings(json.path("scripts")).get(name));
  }

  Optional<String> main() {
    return Optional.of(Documents.string(json.path("main"))).filter(it -> !it.isEmpty());
  }

  /** The {@code packageManager} field, {@code pnpm@9.1.0+sha512.…}; empty if there is none. */
  String packageManager() {
    return Documents.string(json.path("packageManager"));
  }

  /** The names of all packages that it needs, to run or to build. */
  Set<String> dependencies() {
    var all = new LinkedHashSet<String>();
    for (var kind : DEPENDENCIES) json.path(kind).fieldNames().forEachRemaining(all::add);
    return all;
  }

  /** The patterns of the folders that are installed together with this one. */
  List<String> workspaces() {
    var field = json.path("workspaces");
    var patterns = new ArrayList<String>();
    (field.isObject() ? field.path("packages") : field)
        .forEach(it -> patterns.add(Documents.string(it)));
    return patterns;
  }

  private static Map<String, String> strings(JsonNode object) {
    var all = new LinkedHashMap<String, String>();
    object.properties().forEach(it -> {
      if (it.getValue().isTextual()) all.put(it.getKey(), it.getValue().textValue());
    });
    return all;
  }
}
