package dev.hotplug.upstream;

import dev.hotplug.spec.Inherit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of our environment a server gets: what tools need to find their files, and nothing that is
 * likely to be somebody else's secret. {@code hotplug.inherit} adds more.
 */
final class ChildEnvironment {
  private static final Set<String> NAMES = Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL",
      "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TEMP", "TMP", "CLAUDE_PROJECT_DIR", "JAVA_HOME",
      "VIRTUAL_ENV", "PNPM_HOME", "GOPATH", "GOROOT", "CARGO_HOME", "RUSTUP_HOME", "PYENV_ROOT",
      "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy",
      "all_proxy", "no_proxy", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
      "SSH_AUTH_SOCK", "DOCKER_HOST", "DISPLAY", "WAYLAND_DISPLAY", Marker.VARIABLE);

  private static final List<String> PREFIXES = List.of("LC_", "XDG_", "NVM_", "SSL_CERT_", "DBUS_");

  private final Map<String, String> ours;

  ChildEnvironment(Map<String, String> ours) {
    this.ours = Map.copyOf(ours);
  }

  /** The environment of a child whose entry declares {@code declared}. */
  Map<String, String> of(Inherit inherit, Map<String, String> declared) {
    var environment = new TreeMap<String, String>();
    ours.forEach((name, value) -> {
      if (isPassed(name, inherit)) environment.put(name, value);
    });
    environment.putAll(declared);
    return environment;
  }

  /**
   * Takes out of what a child writes the secrets that it was given, and those of ours that a
   * reference in its entry handed on under another name. What every child gets is no secret, but
   * for the password of a proxy.
   */
  Redaction redaction(Map<String, String> given, List<String> line) {
    var special = beyondDefault(given);
    var words = new ArrayList<>(line);
    words.addAll(special.values());
    var handedOn = beyondDefault(ours);
    handedOn.values().removeIf(value -> words.stream().noneMatch(word -> word.contains(value)));
    return new Redaction(special, line).alsoAmong(handedOn).alsoPasswordsAmong(given.values());
  }

  private static Map<String, String> beyondDefault(Map<String, String> environment) {
    var special = new TreeMap<>(environment);
    special.keySet().removeIf(ChildEnvironment::isDefault);
    return special;
  }

  /** Variables that we have and the child had not, and that its output speaks of. */
  List<String> withheldAndMentioned(Map<String, String> given, List<String> output) {
    var text = String.join("\n", output);
    var mentioned = new ArrayList<String>();
    for (var name : ours.keySet()) {
      if (name.length() > 2 && !given.containsKey(name) && mentions(text, name)) {
        mentioned.add(name);
      }
    }
    mentioned.sort(null);
    return mentioned;
  }

  private static boolean isPassed(String name, Inherit inherit) {
    return isDefault(name) || switch (inherit) {
      case Inherit.Names(var names) -> names.contains(name);
      case Inherit.Everything _ -> true;
    };
  }

  private static boolean isDefault(String name) {
    return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static boolean mentions(String text, String name) {
    return text.contains(name)
        && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text).find();
  }
}
