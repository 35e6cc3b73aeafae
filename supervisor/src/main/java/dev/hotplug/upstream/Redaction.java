package dev.hotplug.upstream;

import dev.hotplug.wire.Span;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Takes secrets out of text that people and models read: the values of variables whose names say
 * that they are secret, each line of one that has several, such as a private key, and what
 * {@link SecretWords} finds in other values and in the command line. Short values stay, since they
 * would match by chance.
 */
final class Redaction {
  private static final int SHORTEST = 6;

  /** By value, the longest first, so that a secret within a secret leaves no rest. */
  private final NavigableMap<String, String> names = new TreeMap<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Takes out the secrets among {@code environment}. */
  Redaction(Map<String, String> environment) {
    this(environment, List.of());
  }

  /** Takes out the secrets among {@code environment} and those of a command line. */
  Redaction(Map<String, String> environment, List<String> line) {
    addAmong(environment);
    SecretWords.find(line, this::add);
  }

  /** Takes out the secrets among these, too. */
  Redaction alsoAmong(Map<String, String> environment) {
    addAmong(environment);
    return this;
  }

  /** Takes out these, too, whatever their names. */
  Redaction also(Map<String, String> secrets) {
    secrets.forEach(this::add);
    return this;
  }

  /** Takes out the passwords in URLs among these, too. */
  Redaction alsoPasswordsAmong(Collection<String> values) {
    values.forEach(value -> SecretWords.findPassword(value, this::add));
    return this;
  }

  private void addAmong(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (SecretWords.isSecretVariable(name)) add(name, value);
      else SecretWords.findInside(value, this::add);
    });
  }

  private void add(String name, String value) {
    if (value.length() < SHORTEST) return;
    names.put(value, name);
    var quoted = Span.string(value).toString();
    names.put(quoted.substring(1, quoted.length() - 1), name);
    value.lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST)
        .forEach(line -> names.put(line, name));
  }

  /** How long the longest of them is, in characters; 0 when there is none. */
  int longest() {
    return names.isEmpty() ? 0 : names.firstKey().length();
  }

  String clean(String text) {
    var clean = text;
    for (var secret : names.entrySet()) {
      clean = clean.replace(secret.getKey(), "[redacted " + secret.getValue() + "]");
    }
    return clean;
  }
}
