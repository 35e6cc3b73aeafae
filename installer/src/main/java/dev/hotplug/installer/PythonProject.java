package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the files of a Python project say of it: {@code pyproject.toml}, {@code setup.py},
 * {@code setup.cfg} and {@code requirements.txt}, none of which has to be there.
 *
 * @param toml of {@code pyproject.toml}, or a missing node
 * @param setup the text of {@code setup.cfg} and {@code setup.py}; empty if there is neither
 */
record PythonProject(Folder folder, JsonNode toml, String setup) {
  static final String PYPROJECT = "pyproject.toml";
  static final String REQUIREMENTS = "requirements.txt";

  // Possessive, and each word tried once: a hostile megabyte must not take for ever.
  private static final Pattern SETUP_NAME = Pattern
      .compile("(?m)^[ \\t]*+name[ \\t]*+=[ \\t]*+[\"']?([A-Za-z0-9._-]++)");
  private static final Pattern SETUP_SCRIPT = Pattern.compile(
      "(?<![A-Za-z0-9._-])([A-Za-z0-9._-]++)[ \\t]*+=[ \\t]*+([A-Za-z0-9_.]++:[A-Za-z0-9_.]++)");
  private static final Pattern SETUP_REQUIRES = Pattern
      .compile("(?s)install_requires(.{0,4000}?)(?:\n\\[|\\],|\\]\n|\\]\\)|\\z)");
  private static final Pattern SETUP_REQUIREMENT = Pattern
      .compile("(?m)(?:[\"']|^[ \\t]++)([A-Za-z0-9][^\"'\\n]{0,100})");

  /** The name at the begin of a requirement: {@code mcp[cli]>=1.2} is {@code mcp}. */
  private static final Pattern PACKAGE = Pattern.compile("^\\s*+([A-Za-z0-9][A-Za-z0-9._-]*)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** The one in {@code folder}, whatever of it is there. */
  static PythonProject in(Folder folder) {
    // Often there is a setup.cfg for the settings of other tools alone.
    var cfg = folder.text("setup.cfg")
        .filter(it -> it.contains("[metadata]") || it.contains("[options"));
    var setup = cfg.orElse("") + "\n" + folder.text("setup.py").orElse("");
    return new PythonProject(folder, Documents.toml(folder, PYPROJECT), setup.strip());
  }

  /** Whether any of its files is there. */
  boolean exists() {
    return !toml.isMissingNode() || !setup.isEmpty() || folder.has(REQUIREMENTS);
  }

  /** Its name; empty if none is told. */
  String name() {
    return Optional.of(Documents.string(project().path("name")))
        .filter(it -> !it.isEmpty())
        .or(() -> Optional.of(Documents.string(poetry().path("name"))))
        .filter(it -> !it.isEmpty())
        .orElseGet(() -> Matches.first(SETUP_NAME, setup));
  }

  /** Whether it can be installed as a package, which is what makes its console scripts. */
  boolean isPackage() {
    return toml.has("build-system") || toml.at("/tool/uv/package").asBoolean(false) || hasSetup();
  }

  /** Whether it is a package that may run its own code to be built. */
  boolean hasSetup() {
    return !setup.isEmpty();
  }

  /** The console scripts, each with its function {@code package.module:name}. */
  Map<String, String> scripts() {
    var all = new LinkedHashMap<String, String>();
    project().path("scripts").properties().forEach(it -> put(all, it));
    poetry().path("scripts").properties().forEach(it -> put(all, it));
    int at = setup.indexOf("console_scripts");
    if (all.isEmpty() && at >= 0) {
      var found = SETUP_SCRIPT.matcher(setup)
          .region(at + "console_scripts".length(), setup.length());
      while (found.find()) all.put(Matches.group(found, 1), Matches.group(found, 2));
    }
    // Each becomes a file in .venv/bin: it must not lead anywhere else.
    all.keySet().removeIf(it -> !isName(it));
    return all;
  }

  /** The requirements in {@code pyproject.toml}, word for word. */
  List<String> requirements() {
    return strings(project().path("dependencies"));
  }

  /** The requirements of each extra. */
  Map<String, List<String>> extras() {
    var all = new LinkedHashMap<String, List<String>>();
    project().path("optional-dependencies")
        .properties()
        .forEach(it -> all.put(it.getKey(), strings(it.getValue())));
    return all;
  }

  /** The extra that brings MCP, where the project alone does without; empty otherwise. */
  Optional<String> mcpExtra() {
    if (dependencies().stream().anyMatch(McpNames::isMcp)) return Optional.empty();
    return extras().entrySet()
        .stream()
        .filter(it -> packages(it.getValue()).stream().anyMatch(McpNames::isMcp))
        .map(it -> it.getKey())
        .filter(PythonProject::isName)
        .findFirst();
  }

  /** The names of the packages that it needs, from all its files. */
  List<String> dependencies() {
    var all = new ArrayList<>(packages(requirements()));
    poetry().path("dependencies").fieldNames().forEachRemaining(all::add);
    folder.text(REQUIREMENTS).ifPresent(it -> all.addAll(packages(it.lines().toList())));
    var required = Matches.first(SETUP_REQUIRES, setup);
    all.addAll(packages(Matches.all(SETUP_REQUIREMENT, required).toList()));
    return all;
  }

  /** Which versions of Python it accepts; empty if it does not say. */
  Optional<PythonRange> python() {
    return Optional.of(Documents.string(project().path("requires-python")))
        .filter(it -> !it.isEmpty())
        .or(() -> Optional.of(Documents.string(poetry().path("dependencies").path("python"))))
        .filter(it -> !it.isEmpty())
        .map(PythonRange::new);
  }

  /** Whether {@code name} could be that of a package, an extra or a script, and is no option. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The names of the packages in {@code requirements}; comments and options have none. */
  static List<String> packages(List<String> requirements) {
    return requirements.stream()
        .map(it -> Matches.first(PACKAGE, it).toLowerCase(Locale.ROOT))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  JsonNode poetry() {
    return toml.at("/tool/poetry");
  }

  private JsonNode project() {
    return toml.path("project");
  }

  private static void put(Map<String, String> scripts, Map.Entry<String, JsonNode> script) {
    var value = script.getValue();
    scripts.put(script.getKey(),
        Documents.string(value.isObject() ? value.path("callable") : value));
  }

  private static List<String> strings(JsonNode array) {
    var all = new ArrayList<String>();
    array.forEach(it -> all.add(Documents.string(it)));
    all.removeIf(String::isEmpty);
    return all;
  }

}
