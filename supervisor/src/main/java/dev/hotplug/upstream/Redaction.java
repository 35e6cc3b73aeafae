package dev.hotplug.upstream;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that people and models read: the values of variables whose names say
 * that they are secret, and each line of one that has several, such as a private key. Short values
 * stay, since they would match by chance.
 */
final class Redaction {
  private static final int SHORTEST = 6;
  private static final Pattern SECRET_NAME = Pattern.compile(
      "KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|PRIVATE|BEARER|COOKIE|SESSION",
      Pattern.CASE_INSENSITIVE);

  /** By value, the longest first, so that a secret within a secret leaves no rest. */
  private final NavigableMap<String, String> names = new TreeMap<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Takes out the secrets among {@code environment}, and {@code secrets} whatever their names. */
  Redaction(Map<String, String> environment, Map<String, String> secrets) {
    this(environment);
    secrets.forEach(this::add);
  }

  /** Takes out the secrets among {@code environment}. */
  Redaction(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (SECRET_NAME.matcher(name).find()) add(name, value);
    });
  }

  private void add(String name, String value) {
    if (value.length() < SHORTEST) return;
    names.put(value, name);
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
