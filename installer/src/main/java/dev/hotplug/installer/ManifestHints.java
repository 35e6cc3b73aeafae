package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the manifests for registries and clients say: {@code server.json}, MCPB's
 * {@code manifest.json}, {@code gemini-extension.json}, {@code smithery.yaml}.
 */
final class ManifestHints {
  private static final String REGISTRY = "server.json";
  private static final String BUNDLE = "manifest.json";
  private static final String GEMINI = "gemini-extension.json";
  private static final String SMITHERY = "smithery.yaml";

  private ManifestHints() {}

  /** Puts what the manifests in {@code folder} say into {@code hints}. */
  static void read(Folder folder, Hints hints) {
    for (var packaged : Documents.json(folder, REGISTRY).path("packages")) {
      registry(packaged, folder, hints);
    }
    bundle(Documents.json(folder, BUNDLE), folder, hints);
    gemini(Documents.json(folder, GEMINI), folder, hints);
    smithery(folder, hints);
  }

  /** The script that a bundle for Node starts, as MCPB's manifest in {@code folder} names it. */
  static Optional<String> entryPoint(Folder folder) {
    var server = Documents.json(folder, BUNDLE).path("server");
    if (!Documents.string(server.path("type")).equals("node")) return Optional.empty();
    return Optional.of(Documents.string(server.path("entry_point"))).filter(it -> !it.isEmpty());
  }

  private static void registry(JsonNode packaged, Folder folder, Hints hints) {
    for (var variable : packaged.path("environmentVariables")) {
      hints.variable(folder, REGISTRY, Documents.string(variable.path("name")));
    }
    var words = new ArrayList<String>();
    for (var argument : packaged.path("packageArguments")) {
      if (!add(argument, words)) return;
    }
    hints.argument(folder, REGISTRY, words);
  }

  /** Whether {@code argument} has a value, or can be left out. */
  private static boolean add(JsonNode argument, List<String> words) {
    var name = Documents.string(argument.path("name"));
    var fixed = Documents.string(argument.path("value"));
    var value = fixed.isEmpty() ? Documents.string(argument.path("default")) : fixed;
    if (value.isEmpty()) return !argument.path("isRequired").asBoolean(false);
    if (Documents.string(argument.path("type")).equals("named")) words.add(name);
    words.add(value);
    return true;
  }

  private static void bundle(JsonNode manifest, Folder folder, Hints hints) {
    var config = manifest.path("server").path("mcp_config");
    if (config.isMissingNode()) return;
    Launch.of(config).tell(folder, BUNDLE, hints);
    var settings = names(manifest.path("user_config"));
    if (!settings.isEmpty()) {
      hints.saw(folder, BUNDLE, "the user is asked for " + Plain.quoted(settings));
    }
  }

  private static void gemini(JsonNode manifest, Folder folder, Hints hints) {
    manifest.path("mcpServers").forEach(it -> Launch.of(it).tell(folder, GEMINI, hints));
    for (var setting : manifest.path("settings")) {
      hints.variable(folder, GEMINI, Documents.string(setting.path("envVar")));
    }
  }

  /** Names only: how they become variables is told in JavaScript, which is not run. */
  private static void smithery(Folder folder, Hints hints) {
    var schema = Documents.yaml(folder, SMITHERY).path("startCommand").path("configSchema");
    var settings = names(schema.path("properties"));
    if (!settings.isEmpty()) hints.saw(folder, SMITHERY, "settings " + Plain.quoted(settings));
    for (var name : settings) {
      if (name.matches("[A-Z0-9]+(_[A-Z0-9]+)+")) hints.variable(folder, SMITHERY, name);
    }
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
