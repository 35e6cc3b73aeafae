package dev.hotplug.installer;

import java.util.Set;
import java.util.TreeMap;

/**
 * A file of settings in XML, of which only what is known to be harmless is kept.
 *
 * @param name of the file, relative to the home
 * @param elements that are kept, wherever they are
 */
record MarkupSettings(String name, Set<String> elements) {
  /** Attributes that no login is in, unless their value has one. */
  private static final Set<String> ATTRIBUTES = Set.of("key", "value", "pattern",
      "protocolVersion");

  private static final Set<String> MAVEN = Set.of("settings", "offline", "mirrors", "mirror", "id",
      "url", "mirrorOf", "blocked", "layout", "proxies", "proxy", "active", "protocol", "host",
      "port", "nonProxyHosts", "profiles", "profile", "activation", "activeByDefault",
      "repositories", "repository", "pluginRepositories", "pluginRepository", "releases",
      "snapshots", "enabled", "updatePolicy", "checksumPolicy", "activeProfiles", "activeProfile");

  private static final Set<String> NUGET = Set.of("configuration", "packageSources", "add", "clear",
      "disabledPackageSources", "packageSourceMapping", "packageSource", "package");

  MarkupSettings {
    elements = Set.copyOf(elements);
  }

  /** Where Maven finds its mirrors, proxies and repositories. */
  static MarkupSettings maven() {
    return new MarkupSettings(".m2/settings.xml", MAVEN);
  }

  /** Where .NET finds the sources of its packages. */
  static MarkupSettings nuget() {
    return new MarkupSettings(".nuget/NuGet/NuGet.Config", NUGET);
  }

  /** What is kept of {@code text}; empty if that is nothing. */
  String kept(String text) {
    return Markup.read(text).map(this::written).orElse("");
  }

  /** Whatever holds a login, goes with all that is beside it. */
  private String written(Markup element) {
    if (!elements.contains(element.name()) || element.children().stream().anyMatch(this::logsIn)) {
      return "";
    }
    var out = new StringBuilder("<" + element.name());
    new TreeMap<>(element.attributes()).forEach((key, value) -> {
      if (ATTRIBUTES.contains(key)) out.append(" " + key + "=\"" + escaped(value) + "\"");
    });
    out.append('>').append(escaped(element.text()));
    element.children().forEach(child -> out.append(written(child)));
    return out.append("</" + element.name() + ">").toString();
  }

  private boolean logsIn(Markup child) {
    return BuildEnvironment.logsIn(child.text())
        || child.attributes().values().stream().anyMatch(BuildEnvironment::logsIn);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
