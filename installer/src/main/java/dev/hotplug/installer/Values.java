package dev.hotplug.installer;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables that a server is given. A value is either a whole {@link Reference}, which anybody
 * may read, or may be a secret.
 */
record Values(Map<String, String> given, Map<String, String> environment) {
  Values {
    given = Collections.unmodifiableMap(new TreeMap<>(given));
  }

  static Values of(InstallRequest request, Map<String, String> environment) {
    return new Values(request.env(), environment);
  }

  /** What the server sees, references resolved as far as they are set. */
  Map<String, String> resolved() {
    var resolved = new TreeMap<>(given);
    resolved
        .replaceAll((_, value) -> Reference.variable(value).map(environment::get).orElse(value));
    return resolved;
  }

  /** A variable whose reference leads to nothing, if there is one. */
  Optional<String> unset() {
    return given.entrySet()
        .stream()
        .filter(each -> isUnset(each.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private boolean isUnset(String value) {
    return Reference.variable(value).filter(name -> !environment.containsKey(name)).isPresent();
  }

  /** Whatever is no reference. */
  Map<String, String> secrets() {
    var secrets = new TreeMap<>(given);
    secrets.values().removeIf(Values::isReference);
    return secrets;
  }

  /** What its entry says: references only. */
  Map<String, String> written() {
    var written = new TreeMap<>(given);
    written.replaceAll((name, value) -> isReference(value) ? value : "${" + name + "}");
    return written;
  }

  private static boolean isReference(String value) {
    return Reference.variable(value).isPresent();
  }
}
